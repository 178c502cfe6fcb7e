import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, objects, text } from './fields.ts';
import { arnParts } from './parts/aws.ts';
import { resourceRows } from './parts/resource.ts';
import { serviceOfOwner } from './parts/service-tags.ts';

/**
 * `aws ecs describe-tasks`: a task with its containers, their addresses (network mode awsvpc), account and region from its ARN, start and
 * stop. The service is the task's group (`service:NAME`, `family:NAME`). Lacks: addresses of tasks in other network modes: those are
 * of their instance. Fields: Amazon ECS API reference, Task.
 */
export const awsEcsTasks: RecordAdapter = {
  reads: 'objects',
  format: 'aws-ecs-tasks',
  kind: 'vm_inventory',
  lists: ['tasks[]'],
  snapshot: true,
  fits: ({ outline }) => ['tasks[].', ''].some((at) => outline.has(`${at}taskArn`) && outline.has(`${at}clusterArn`)),
  open:
    (file) =>
    ({ fields }) =>
      taskRows(fields, file),
};

function taskRows(task: Fields, file: EvidenceFile): Mapped {
  const arn = text(task.taskArn);
  if (arn === null) return { reject: 'taskArn is missing' };
  const { region, account } = arnParts(arn);
  if (account === null) return { reject: `taskArn "${arn}" names no account` };
  const containers = objects(task.containers);
  const details = objects(task.attachments).flatMap((each) => objects(each.details));
  const networks = containers.flatMap((container) => objects(container.networkInterfaces));
  const addresses = [
    ...networks.flatMap(({ privateIpv4Address, ipv6Address }) => [text(privateIpv4Address), text(ipv6Address)]),
    ...details.filter(({ name }) => /^privateIPv[46]Address$/.test(text(name) ?? '')).map(({ value }) => text(value)),
  ];
  const cluster = (text(task.clusterArn) ?? '').split('/').at(-1) || null;
  return {
    rows: resourceRows(
      {
        subscription: account,
        resource: arn,
        ids: [arn, arn.split('/').at(-1) ?? null],
        containers: containers.map(({ runtimeId }) => text(runtimeId)),
        addresses: addresses.map((ip) => ({ ip, kind: 'task' })),
        region,
        cluster,
        host: text(task.containerInstanceArn),
        from: firstText(task.startedAt, task.createdAt),
        to: text(task.stoppedAt),
        service: serviceOfOwner(/^(?:service|family):(.+)$/.exec(text(task.group) ?? '')?.[1], 'group of the ECS task'),
      },
      file,
    ),
  };
}
