import type { RecordAdapter } from './adapter.ts';
import { sysmonConnection } from './parts/sysmon-connection.ts';
import { eventOfXml, windowsEvent, type WindowsEvent } from './parts/windows-event.ts';
import { sysmonDns, sysmonDnsXml } from './sysmon-dns.ts';

/**
 * Sysmon event 3, a connection of a process, in the exports of windows-event.ts. `Initiated` says whether the process connected or was connected to
 * (parts/sysmon-connection.ts). Lookups (event 22) in the same file are read as in sysmon-dns. Lacks: when a connection ended, and whatever the
 * configuration of Sysmon leaves out. Fields: Sysinternals, "Sysmon", event 3.
 */
export const sysmonNetwork: RecordAdapter = {
  reads: 'objects',
  format: 'sysmon-network',
  kind: 'connection',
  fits: (sample) =>
    sample.records.some((fields) => isConnection(windowsEvent(fields))) && sysmonDns.fits(sample) === false,
  open: (file) => sysmonDns.open(file),
};

/** The same events as XML, one a line: of Sysmon on Linux in the syslog, or written by `wevtutil`. */
export const sysmonNetworkXml: RecordAdapter = {
  reads: 'lines',
  format: 'sysmon-network',
  kind: 'connection',
  fits: (sample) =>
    sample.firstLines.some((line) => isConnection(eventOfXml(line))) && sysmonDnsXml.fits(sample) === false,
  open: (file) => sysmonDnsXml.open(file),
};

const isConnection = (event: WindowsEvent | undefined) =>
  event !== undefined && sysmonConnection(event, null) !== undefined;
