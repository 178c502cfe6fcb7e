import type { Mapped } from '../adapter.ts';
import { connectionRow, programOf, transport, WITHOUT_PORTS } from './connection.ts';
import type { WindowsEvent } from './windows-event.ts';

/**
 * The connection of a Sysmon event 3; undefined for other events. Where `Initiated` is false, the process was connected to, and the event names
 * the far end as its source.
 */
export function sysmonConnection(event: WindowsEvent, timestamp: string | null): Mapped | undefined {
  if (event.id !== '3' || !/sysmon/i.test(event.provider)) return undefined;
  const protocol = transport(event.value('Protocol'));
  if (protocol === undefined) return WITHOUT_PORTS;
  const initiated = event.value('Initiated')?.toLowerCase();
  return connectionRow({
    source: { ip: event.value('SourceIp'), port: event.value('SourcePort') },
    target: { ip: event.value('DestinationIp'), port: event.value('DestinationPort') },
    own: initiated === 'false' ? 'target' : 'source',
    client: initiated === undefined ? undefined : 'source',
    values: {
      timestamp,
      host: event.host,
      protocol,
      pid: event.value('ProcessId'),
      process_name: programOf(event.value('Image')),
    },
  });
}
