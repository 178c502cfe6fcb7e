import type { RecordAdapter } from './adapter.ts';
import { firstText, text } from './fields.ts';
import { azureTime } from './parts/azure-time.ts';
import { connectionRow, transport, WITHOUT_PORTS } from './parts/connection.ts';

/**
 * Azure VM insights, table VMConnection of Log Analytics: what processes of a machine were connected in a minute, by server and port, without the port
 * of the client. The machine knows whether it connected (`Direction`). A record counts the connections that were made in its minute; one of
 * connections that only went on counts one. Fields: Azure Monitor reference, VMConnection.
 */
export const azureVmConnection: RecordAdapter = {
  reads: 'objects',
  format: 'azure-vmconnection',
  kind: 'connection',
  fits: ({ columns }) =>
    ['computer', 'direction', 'processname', 'destinationip', 'linksestablished'].every((name) =>
      columns.includes(name),
    ),
  open:
    () =>
    ({ fields }) => {
      const type = text(fields.Type);
      if (type !== null && type !== 'VMConnection') return { skip: 'other records than connections' };
      const protocol = transport(text(fields.Protocol));
      if (protocol === undefined) return WITHOUT_PORTS;
      const links = (name: string) => Number(text(fields[name]) ?? 0);
      const made = links('LinksEstablished');
      if (made === 0 && links('LinksFailed') > 0 && links('LinksLive') + links('LinksTerminated') === 0)
        return { skip: 'attempts that failed' };
      const inbound = text(fields.Direction)?.toLowerCase() === 'inbound';
      return connectionRow({
        source: { ip: text(fields.SourceIp), port: '0' },
        target: { ip: text(fields.DestinationIp), port: text(fields.DestinationPort) },
        own: inbound ? 'target' : 'source',
        client: 'source',
        values: {
          timestamp: azureTime(fields),
          host: firstText(fields.Computer),
          protocol,
          process_name: text(fields.ProcessName),
          count: made > 1 ? String(made) : null,
        },
      });
    },
};
