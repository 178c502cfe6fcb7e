import type { Fields } from '../evidence/json-parse.ts';
import type { RecordAdapter } from './adapter.ts';
import { object, text } from './fields.ts';
import { connectionRow, transport, WITHOUT_PORTS } from './parts/connection.ts';

/**
 * Google Cloud VPC flow logs: a LogEntry for what one machine sent or received of a connection in an interval, sampled. Both machines report, and both
 * directions: answers of a server are records of their own, and nothing says who connected. The reporting machine is named by its name, a pod by
 * its namespace and name. Lacks: direction, process, connections that the sample left out. Fields: Google Cloud, "VPC Flow Logs record format".
 */
export const gcpVpcFlow: RecordAdapter = {
  reads: 'objects',
  format: 'gcp-vpc-flow',
  kind: 'connection',
  fits: ({ outline }) => ['jsonPayload.connection.src_ip', 'jsonPayload.reporter'].every((path) => outline.has(path)),
  open:
    (file) =>
    ({ fields }) => {
      const said = object(fields.jsonPayload);
      if (!('connection' in said)) return { skip: 'other log entries than flows' };
      const ends = object(said.connection);
      const protocol = transport(text(ends.protocol));
      if (protocol === undefined) return WITHOUT_PORTS;
      file.assume('flow logs are sampled: connections can be missing');
      const own = text(said.reporter) === 'DEST' ? 'target' : 'source';
      const begun = text(said.start_time);
      return connectionRow({
        source: { ip: text(ends.src_ip), port: text(ends.src_port) },
        target: { ip: text(ends.dest_ip), port: text(ends.dest_port) },
        own,
        values: {
          timestamp: begun ?? text(fields.timestamp),
          end_timestamp: begun === null ? null : text(said.end_time),
          host: machineOf(said, own === 'source' ? 'src' : 'dest'),
          protocol,
        },
      });
    },
};

function machineOf(said: Fields, side: 'src' | 'dest'): string | null {
  const pod = object(object(said[`${side}_gke_details`]).pod);
  const name = text(pod.pod_name);
  if (name !== null) return `${text(pod.pod_namespace) ?? 'default'}/${name}`;
  return text(object(said[`${side}_instance`]).vm_name);
}
