import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { at, firstText, object, objects, text } from './fields.ts';
import { resourceRows } from './parts/resource.ts';
import { serviceOfOwner } from './parts/service-tags.ts';

const ENDED = ['complete', 'failed', 'lost'];

/**
 * Nomad allocations (`/v1/allocations`, `/v1/allocation/ID`, `nomad alloc status -json`): an allocation with its node, addresses, start and end.
 * The service is the job, with the task group where it has another name. The list gives no addresses; in host mode an address is the
 * node's, and shared by its allocations. Fields: Nomad HTTP API, Allocations; CreateTime and ModifyTime are nanoseconds.
 */
export const nomad: RecordAdapter = {
  reads: 'objects',
  format: 'nomad',
  kind: 'vm_inventory',
  snapshot: true,
  fits: ({ outline }) => ['NodeID', 'TaskGroup', 'ClientStatus'].every((key) => outline.has(key)),
  open:
    (file) =>
    ({ fields }) =>
      allocationRows(fields, file),
};

function allocationRows(allocation: Fields, file: EvidenceFile): Mapped {
  const id = text(allocation.ID);
  if (id === null) return { reject: 'ID is missing' };
  const states = objects(Object.values(object(allocation.TaskStates)));
  const started = states.map(({ StartedAt }) => timeOf(StartedAt)).filter((time) => time !== null);
  const finished = states.map(({ FinishedAt }) => timeOf(FinishedAt)).filter((time) => time !== null);
  const ended = ENDED.includes(text(allocation.ClientStatus) ?? '');
  const [job, group] = [text(allocation.JobID), text(allocation.TaskGroup)];
  const own = { ip: text(at(allocation, 'NetworkStatus.Address')), kind: 'allocation' };
  const node = objects(at(allocation, 'AllocatedResources.Shared.Networks')).map(({ IP }) => ({
    ip: text(IP),
    kind: 'node',
  }));
  return {
    rows: resourceRows(
      {
        subscription: text(allocation.Namespace) ?? 'default',
        resource: id,
        ids: [id],
        addresses: own.ip === null ? node : [own],
        host: firstText(allocation.NodeName, allocation.NodeID),
        from: started.sort()[0] ?? text(allocation.CreateTime),
        to: ended ? (finished.sort().at(-1) ?? text(allocation.ModifyTime)) : null,
        service: serviceOfOwner(
          job !== null && group !== null && group !== job ? `${job}/${group}` : job,
          'Nomad job and task group',
        ),
      },
      file,
    ),
  };
}

/** A time that Nomad gives; the year 1 stands for none. */
function timeOf(value: unknown): string | null {
  const time = text(value);
  return time?.startsWith('0001-') ? null : time;
}
