import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, object, text } from './fields.ts';
import { gcpInstance, placeOf } from './parts/gcp.ts';
import { resourceRows } from './parts/resource.ts';
import { serviceOfTags } from './parts/service-tags.ts';

const INSTANCE = 'compute.googleapis.com/Instance';
const ADDRESSES = ['compute.googleapis.com/ForwardingRule', 'compute.googleapis.com/GlobalForwardingRule'];

/**
 * Google Cloud Asset Inventory: an export (an asset a line, its own keys also as `asset_type`), `gcloud asset list`, and history (`batchGetAssetsHistory`), whose windows are real intervals.
 * Gives Compute Engine instances as gcp-instances does, and the addresses of forwarding rules (load balancers) with the service that a label
 * names. Other assets are skipped. Fields: Cloud Asset API reference, Asset and TemporalAsset.
 */
export const gcpAssets: RecordAdapter = {
  reads: 'objects',
  format: 'gcp-assets',
  kind: 'vm_inventory',
  lists: ['assets[]'],
  snapshot: true,
  fits: ({ outline }) =>
    ['', 'asset.', 'assets[].', 'assets[].asset.'].some(
      (prefix) =>
        ['assetType', 'asset_type'].some((key) => outline.has(`${prefix}${key}`)) &&
        (outline.get(`${prefix}name`) ?? []).some((name) => /^\/\/[a-z]+\.googleapis\.com\//.test(name)),
    ),
  open:
    (file) =>
    ({ fields }) =>
      assetRows(fields, file),
};

function assetRows(record: Fields, file: EvidenceFile): Mapped {
  const asset = 'asset' in record ? object(record.asset) : record;
  const type = firstText(asset.assetType, asset.asset_type);
  if (type !== INSTANCE && !ADDRESSES.includes(type ?? '')) return { skip: 'assets of other types' };
  if (record.deleted === true) return { skip: 'deleted assets' };
  const data = object(object(asset.resource).data);
  if (Object.keys(data).length === 0) return { skip: 'assets without their resource' };
  const place = placeOf(firstText(asset.name, data.selfLink));
  if (place.project === null) return { reject: `name "${text(asset.name) ?? ''}" names no project` };
  if (text(data.id) === null) return { reject: 'resource.data.id is missing' };
  const window = object(record.window);
  const startTime = firstText(window.startTime, window.start_time);
  const endTime = firstText(window.endTime, window.end_time);
  if (type === INSTANCE) {
    const instance = gcpInstance(data, place, place.project);
    const addresses = instance.addresses.map(({ ip, kind }) => ({ ip, kind }));
    const windowed = 'window' in record ? { from: startTime, to: endTime, addresses } : {};
    return { rows: resourceRows({ ...instance, ...windowed }, file) };
  }
  return {
    rows: resourceRows(
      {
        subscription: place.project,
        resource: text(data.id) ?? '',
        addresses: [{ ip: text(data.IPAddress), kind: 'load_balancer' }],
        region: place.region ?? 'global',
        from: firstText(startTime, data.creationTimestamp),
        to: endTime,
        service: serviceOfTags(object(data.labels)),
      },
      file,
    ),
  };
}
