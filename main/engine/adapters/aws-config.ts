import { parseObject } from '../evidence/json-parse.ts';
import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { instanceRows } from './aws-ec2-instances.ts';
import { interfaceRows } from './aws-ec2-interfaces.ts';
import { firstText, object, text } from './fields.ts';
import { capitalised } from './parts/aws.ts';

/**
 * AWS Config: history (`get-resource-config-history`, deliveries to S3) and snapshots of configurations. A state of an EC2 instance or a network
 * interface is valid from when it was captured until the next state of the same resource in the file, or its deletion: real
 * intervals. The last state of each is open. Lacks: what happened between the change and its capture (minutes at most); other resources are skipped.
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
  open: (file) => {
    const captured = new Map<string, Set<string>>();
    return {
      look: ({ fields }) => {
        const time = text(fields.configurationItemCaptureTime);
        if (time !== null) captured.set(keyOf(fields), (captured.get(keyOf(fields)) ?? new Set()).add(time));
      },
      map: ({ fields }) => itemRows(fields, captured.get(keyOf(fields)) ?? new Set(), file),
    };
  },
};

function itemRows(item: Fields, captured: ReadonlySet<string>, file: EvidenceFile): Mapped {
  const from = text(item.configurationItemCaptureTime);
  if (from === null) return { reject: 'configurationItemCaptureTime is missing' };
  if (/^ResourceDeleted/.test(text(item.configurationItemStatus) ?? ''))
    return { skip: 'deletions: they end the state before' };
  if (/NotRecorded$/.test(text(item.configurationItemStatus) ?? '')) return { skip: 'resources that are not recorded' };
  const type = text(item.resourceType);
  const rowsOf = type === 'AWS::EC2::Instance' ? instanceRows : interfaceRows;
  if (type !== 'AWS::EC2::Instance' && type !== 'AWS::EC2::NetworkInterface')
    return { skip: 'resources of other types' };
  const said = typeof item.configuration === 'string' ? parseObject(item.configuration) : object(item.configuration);
  if (typeof said === 'string') return { reject: `configuration: ${said}` };
  const configuration = object(capitalised(said));
  if (text(object(configuration.State).Name) === 'terminated') return { skip: 'deletions: they end the state before' };
  const account = firstText(item.awsAccountId, item.accountId);
  return rowsOf(configuration, account, file, { from, to: nextOf(from, captured) });
}

/** The first time after another. */
function nextOf(from: string, times: ReadonlySet<string>): string | null {
  const began = instantOf(from);
  const later = [...times].filter((time) => instantOf(time) > began).sort((a, b) => instantOf(a) - instantOf(b));
  return later[0] ?? null;
}

const instantOf = (time: string) => (/^\d+(\.\d+)?$/.test(time) ? Number(time) * 1000 : Date.parse(time));
const keyOf = (item: Fields) => `${text(item.resourceType) ?? ''} ${text(item.resourceId) ?? ''}`;
