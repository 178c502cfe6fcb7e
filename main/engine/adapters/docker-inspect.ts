import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, object, objects, text } from './fields.ts';
import { resourceRows, type ResourceAddress } from './parts/resource.ts';
import { serviceOfOwner, serviceOfTags } from './parts/service-tags.ts';

const LABELS = ['com.docker.compose.service', 'com.docker.swarm.service.name'];

/**
 * `docker inspect`: containers by their whole and short id, their address in each network, start and end. A subscription is the project
 * (compose, stack), with the host before it where the path says `host=NAME`: addresses of one host's bridge are those of another's too. The service by
 * label (compose, swarm, the common ones), else the container's name. Lacks: the host. Fields: Docker Engine API reference, ContainerInspect.
 */
export const dockerInspect: RecordAdapter = {
  reads: 'objects',
  format: 'docker-inspect',
  kind: 'vm_inventory',
  snapshot: true,
  fits: ({ outline }) =>
    ['Id', 'State', 'NetworkSettings', 'HostConfig'].every((key) => outline.has(key)) &&
    (outline.get('Id') ?? []).some((id) => /^[0-9a-f]{64}$/.test(id)),
  open:
    (file) =>
    ({ fields }) =>
      containerRows(fields, file),
};

function containerRows(container: Fields, file: EvidenceFile): Mapped {
  const id = text(container.Id);
  if (id === null) return { reject: 'Id is missing' };
  if (!('NetworkSettings' in container)) return { skip: 'images, networks and volumes' };
  const labels = object(object(container.Config).Labels);
  const state = object(container.State);
  const project = firstText(labels['com.docker.compose.project'], labels['com.docker.stack.namespace']) ?? 'docker';
  const host = file.key('host') ?? null;
  return {
    rows: resourceRows(
      {
        subscription: host === null ? project : `${host}/${project}`,
        resource: id,
        containers: [id, id.slice(0, 12)],
        addresses: addressesOf(object(container.NetworkSettings)),
        host,
        from: timeOf(state.StartedAt) ?? text(container.Created),
        to: state.Running === true ? null : timeOf(state.FinishedAt),
        service:
          serviceOfTags(labels, LABELS) ??
          serviceOfOwner(text(container.Name)?.replace(/^\//, ''), 'name of the container'),
      },
      file,
    ),
  };
}

function addressesOf(settings: Fields): readonly ResourceAddress[] {
  const networks = objects(Object.values(object(settings.Networks)));
  return [settings, ...networks].flatMap(({ IPAddress, GlobalIPv6Address }) => [
    { ip: text(IPAddress), kind: 'container' },
    { ip: text(GlobalIPv6Address), kind: 'container' },
  ]);
}

/** A time that Docker gives; the year 1 stands for none. */
function timeOf(value: unknown): string | null {
  const time = text(value);
  return time?.startsWith('0001-') ? null : time;
}
