import { parseObject } from '../evidence/json-parse.ts';
import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { instanceRows } from './aws-ec2-instances.ts';
import { interfaceRows } from './aws-ec2-interfaces.ts';
import { firstText, object, text } from './fields.ts';
import { capitalised } from './parts/aws.ts';

/**
 * AWS Config: history (`get-resource-config-history`, deliveries to S3) and snapshots of configurations. A state of an EC2 instance or a network
 * interface is valid from when it was captured; the build ends it when the next state of the same resource, or its deletion, was captured, in whatever
 * file: real intervals. The last state of each is open. A deletion is a machine without resource. Lacks: what happened between the change
 * and its capture (minutes at most); other resources are skipped.
 * Fields: AWS Config API reference, ConfigurationItem; `configuration` is an object, or a text that holds one.
 */
export const awsConfig: RecordAdapter = {
  reads: 'objects',
  format: 'aws-config',
  kind: 'vm_inventory',
  lists: ['configurationItems[]'],
  fits: ({ outline }) =>
    ['configurationItems[].', ''].some(
      (at) => outline.has(`${at}configurationItemCaptureTime`) && outline.has(`${at}resourceType`),
    ),
  open:
    (file) =>
    ({ fields }) =>
      itemRows(fields, file),
};

function itemRows(item: Fields, file: EvidenceFile): Mapped {
  const from = text(item.configurationItemCaptureTime);
  if (from === null) return { reject: 'configurationItemCaptureTime is missing' };
  const status = text(item.configurationItemStatus) ?? '';
  if (/NotRecorded$/.test(status)) return { skip: 'resources that are not recorded' };
  const type = text(item.resourceType);
  const rowsOf = type === 'AWS::EC2::Instance' ? instanceRows : interfaceRows;
  if (type !== 'AWS::EC2::Instance' && type !== 'AWS::EC2::NetworkInterface')
    return { skip: 'resources of other types' };
  const account = firstText(item.awsAccountId, item.accountId);
  if (/^ResourceDeleted/.test(status)) return deletion(item, account, from);
  const said = typeof item.configuration === 'string' ? parseObject(item.configuration) : object(item.configuration);
  if (typeof said === 'string') return { reject: `configuration: ${said}` };
  const configuration = object(capitalised(said));
  if (text(object(configuration.State).Name) === 'terminated') return deletion(item, account, from);
  return rowsOf(configuration, account, file, from);
}

function deletion(item: Fields, account: string | null, valid_from: string): Mapped {
  const vm_id = text(item.resourceId);
  if (vm_id === null) return { reject: 'resourceId is missing' };
  return { rows: [{ table: 'vm_inventory', values: { vm_id, subscription_id: account ?? 'aws', valid_from } }] };
}
