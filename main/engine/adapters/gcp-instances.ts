import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, text } from './fields.ts';
import { gcpInstance, placeOf } from './parts/gcp.ts';
import { resourceRows } from './parts/resource.ts';

/**
 * Instances of Google Compute Engine: `gcloud compute instances list --format=json`, `instances.list` (items) and `instances.aggregatedList` (by zone).
 * Gives the number that logs name a VM by, private, public and IPv6 addresses, project, region and creation; the service by a label,
 * else by the managed instance group. Lacks: ends. Fields: Compute Engine API reference, Instance.
 */
export const gcpInstances: RecordAdapter = {
  reads: 'objects',
  format: 'gcp-instances',
  kind: 'vm_inventory',
  lists: ['items{}.instances[]', 'items[]'],
  snapshot: true,
  fits: ({ outline }) =>
    [...outline].some(
      ([path, values]) =>
        (/^(items\[\]\.|items\..+\.instances\[\]\.)?kind$/.test(path) && values.includes('compute#instance')) ||
        (/^(items\[\]\.|items\..+\.instances\[\]\.)?machineType$/.test(path) &&
          values.some((value) => /compute\/[^/]+\/projects\/[^/]+\/zones\//.test(value))),
    ),
  open:
    (file) =>
    ({ fields }) =>
      instanceRows(fields, file),
};

function instanceRows(instance: Fields, file: EvidenceFile): Mapped {
  if ('warning' in instance && !('networkInterfaces' in instance)) return { skip: 'zones without instances' };
  if (text(instance.id) === null) return { reject: 'id is missing' };
  const place = placeOf(firstText(instance.selfLink, instance.zone));
  if (place.project === null) return { reject: 'neither selfLink nor zone names a project' };
  return { rows: resourceRows(gcpInstance(instance, place, place.project), file) };
}
