import type { RecordAdapter } from './adapter.ts';
import { azureTuples } from './parts/azure-tuple.ts';

const TUPLES = 'flowRecords.flows[].flowGroups[].flowTuples[]';

/**
 * Azure virtual network flow logs: blobs of an hour, whose records hold tuples of text; each of them is a record here. Times are milliseconds; the
 * protocol is a number. Who began a flow is known. Lacks: host (only the hardware address of its interface), process.
 * Fields: Azure Network Watcher, "Virtual network flow logs".
 */
export const azureVnetFlow: RecordAdapter = {
  reads: 'objects',
  format: 'azure-vnet-flow',
  kind: 'connection',
  lists: [`records[].${TUPLES}`, TUPLES],
  fits: ({ outline }) => outline.has(`records[].${TUPLES}`) || outline.has(TUPLES),
  open: () => azureTuples(([, , , , , , , state = '']) => state),
};
