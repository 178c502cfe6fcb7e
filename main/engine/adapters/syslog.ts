import type { EvidenceFile, Mapped, RecordAdapter, SourceRecord } from './adapter.ts';
import { text } from './fields.ts';
import { machineSubject } from './parts/subject.ts';
import { isoText, monthNumber, yearOf } from './times.ts';

/** What a message says of itself; severity as in RFC 5424: 0 emergency to 7 debug, null where it was not written. */
interface Message {
  readonly time: string;
  readonly host: string | null;
  readonly app: string | null;
  readonly severity: number | null;
  readonly said: string;
}

const RFC5424 = /^<(\d{1,3})>1 (\S+) (\S+) (\S+) (\S+) (\S+) (?:-|(?:\[(?:[^\]\\]|\\.)*\])+)(?: (.*))?$/;
const RFC3164 =
  /^(?:<(\d{1,3})>)?([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?) (\S+) ([^\s:[]+)(?:\[[^\]]*\])?: (.*)$/;
/** As RFC 3164, with the time of rsyslog and syslog-ng in full. */
const DATED =
  /^(?:<(\d{1,3})>)?(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})) (\S+) ([^\s:[]+)(?:\[[^\]]*\])?: (.*)$/;
/** systemd of a unit: it failed, or is there again. */
const FAILED = /^(\S+)\.service: Failed with result '([^']*)'/;
const STARTED = /^Started (\S+)\.service\b/;
const OUT_OF_MEMORY = /^(?:\[[^\]]*\] )?(?:Out of memory|oom-kill)[: ]/i;
const SEVERITIES = ['emergency', 'alert', 'critical', 'error'];

/**
 * syslog as RFC 5424 and RFC 3164 write it, and as servers keep it in files (without a severity; time short or in full). Messages of severity error and worse
 * are errors of the machine that they name, or of the service that is called as their program, in the kind `error`; of any severity, those
 * of systemd that say that a unit failed or started, and of the kernel that memory ran out. All else says nothing of health and is skipped. RFC 3164 has no year and no
 * zone: assumed and marked. Fields: RFC 5424 section 6, RFC 3164 section 4.
 */
export const syslog: RecordAdapter = {
  reads: 'lines',
  format: 'syslog',
  kind: 'health_event',
  fits: ({ firstLines }) => {
    const known = firstLines.filter((line) => RFC5424.test(line) || RFC3164.test(line) || DATED.test(line)).length;
    return known * 2 > firstLines.length && 'likely';
  },
  open: (file) => {
    const parse = parser(file);
    return (record) => messageRows(parse(record));
  },
};

/**
 * The journal of systemd as JSON (`journalctl -o json`), read as syslog. Fields: systemd.journal-fields(7).
 */
export const syslogJournal: RecordAdapter = {
  ...syslog,
  reads: 'objects',
  fits: ({ outline }) => ['__REALTIME_TIMESTAMP', 'MESSAGE', '_HOSTNAME'].every((key) => outline.has(key)) && 'likely',
  open:
    () =>
    ({ fields }) => {
      const time = text(fields.__REALTIME_TIMESTAMP);
      if (time === null) return { reject: '__REALTIME_TIMESTAMP is missing' };
      const severity = text(fields.PRIORITY);
      return messageRows({
        time,
        host: text(fields._HOSTNAME),
        app: text(fields.SYSLOG_IDENTIFIER),
        severity: severity === null ? null : Number(severity),
        said: text(fields.MESSAGE) ?? '',
      });
    },
};

function parser(file: EvidenceFile): (record: SourceRecord) => Message | null {
  const year = yearOf(file);
  const severityOf = (priority: string | undefined) => (priority === undefined ? null : Number(priority) % 8);
  return ({ text: line }) => {
    const [, priority, time = '', host = '', app = '', , , said = ''] = RFC5424.exec(line) ?? [];
    if (priority !== undefined)
      return { time, host: named(host), app: named(app), severity: severityOf(priority), said };
    const [, level, at, machine = '', program = '', rest = ''] = DATED.exec(line) ?? [];
    if (at !== undefined) return { time: at, host: machine, app: program, severity: severityOf(level), said: rest };
    const [, short, name = '', day, clock = '', sender = '', tag = '', words = ''] = RFC3164.exec(line) ?? [];
    const month = monthNumber(name);
    if (month === undefined) return null;
    const dated = isoText(year(month, Number(day)), month, Number(day), clock);
    return { time: dated, host: sender, app: tag, severity: severityOf(short), said: words };
  };
}

function messageRows(message: Message | null): Mapped {
  if (message === null) return { reject: 'the line is no syslog message' };
  const { time, host, app, severity, said } = message;
  if (time === '-') return { reject: 'the message has no time' };
  const machine = machineSubject(host);
  const of = { ip: machine.ip, source_vm_id: machine.host };
  const row = (values: Readonly<Record<string, string | null | undefined>>): Mapped => ({
    rows: [{ table: 'health_event', values: { ...of, timestamp: time, message: said, ...values } }],
  });
  const [, failed, result] = FAILED.exec(said) ?? [];
  if (app === 'systemd' && failed !== undefined)
    return row({ service: failed, status: 'error', kind: 'availability', message: `${failed} failed: ${result}` });
  const [, started] = STARTED.exec(said) ?? [];
  if (app === 'systemd' && started !== undefined) return row({ service: started, status: 'ok', kind: 'availability' });
  if (app === 'kernel' && OUT_OF_MEMORY.test(said)) return row({ status: 'error', kind: 'saturation' });
  if (severity === null) return { skip: 'messages without a severity' };
  const word = SEVERITIES[severity];
  if (word === undefined) return { skip: 'messages of severity warning and below' };
  if (host === null && app === null) return { skip: 'messages that name neither host nor program' };
  return row({
    service: app,
    status: 'error',
    kind: 'error',
    severity: String(7 - severity),
    message: `${app ?? 'unknown'}, ${word}: ${said}`,
  });
}

const named = (value: string) => (value === '-' ? null : value);
