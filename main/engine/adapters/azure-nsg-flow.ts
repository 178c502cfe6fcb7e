import type { RecordAdapter } from './adapter.ts';
import { azureTuples } from './parts/azure-tuple.ts';

const TUPLES = 'properties.flows[].flows[].flowTuples[]';

/**
 * Azure network security group flow logs, versions 1 and 2: blobs of an hour, whose records hold tuples of text; each of them is a record here. Times
 * are seconds; T and U are TCP and UDP; version 2 adds B, C or E, and counters. Who began a flow is known. Lacks: host (only the hardware address
 * of its interface), process; in version 1 how long a flow lasted. Fields: Azure Network Watcher, "NSG flow logs".
 */
export const azureNsgFlow: RecordAdapter = {
  reads: 'objects',
  format: 'azure-nsg-flow',
  kind: 'connection',
  lists: [`records[].${TUPLES}`, TUPLES],
  fits: ({ outline }) => outline.has(`records[].${TUPLES}`) || outline.has(TUPLES),
  open: () => azureTuples(([, , , , , , , decision = '', state = '']) => (decision === 'D' ? 'D' : state)),
};
