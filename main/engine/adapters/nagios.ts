import type { Mapped, RecordAdapter } from './adapter.ts';
import { createStateLog } from './parts/state-log.ts';
import { machineSubject } from './parts/subject.ts';
import { symptomOf, type Status } from './parts/symptom.ts';

/** A state of a host or of one of its services; `service` null: of the host. */
interface State {
  readonly host: string;
  readonly service: string | null;
  readonly state: string;
  readonly hard: boolean;
  readonly output: string;
}

const LINE = /^\[(\d{9,10})\] ([A-Z][A-Za-z ]*?)(?:: (.*))?$/;
/** Entries that say a state: when it changed, when the program began, when the log was rotated. */
const STATES = /^(?:CURRENT|INITIAL)? ?(HOST|SERVICE) (?:ALERT|STATE)$/;
const NAMES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN', 'UP', 'DOWN', 'UNREACHABLE'];

/**
 * Nagios and Icinga 1: nagios.log and its archives, lines of `[epoch] KIND: …`. A state holds until the next of its host or service, the last as long as the log goes on.
 * Hard states are taken as they are, soft ones (not confirmed by a further check) as degraded; UNREACHABLE, which is of the way there, is degraded too. Of the host that they name, which
 * is a machine, a name that lookups found, or a service; of a service that is called as the check. UNKNOWN says nothing of health. Fields: Nagios Core documentation, log file entries.
 */
export const nagios: RecordAdapter = {
  reads: 'lines',
  format: 'nagios',
  kind: 'health_event',
  fits: ({ firstLines }) => firstLines.some((line) => STATES.test(LINE.exec(line)?.[2] ?? '')),
  open: () => {
    const log = createStateLog();
    return {
      look: ({ text }) => {
        const found = entryOf(text);
        if (found?.state) log.note(keyOf(found.state), found.time);
      },
      map: ({ text }) => {
        const found = entryOf(text);
        if (!found) return { reject: 'the line does not begin with [time] and a kind' };
        if (!found.state) return { skip: 'entries that say no state (notifications, commands, the program itself)' };
        return stateRows(found.state, found.time, log.until(keyOf(found.state), found.time));
      },
    };
  },
};

function entryOf(line: string): { readonly time: number; readonly state: State | null } | null {
  const [, seconds, kind = '', rest = ''] = LINE.exec(line) ?? [];
  if (seconds === undefined) return null;
  const time = Number(seconds) * 1000;
  const of = STATES.exec(kind)?.[1];
  if (of === undefined) return { time, state: null };
  const parts = rest.split(';');
  const [host = '', service = ''] = parts;
  const [state = '', type = '', , ...output] = parts.slice(of === 'HOST' ? 1 : 2);
  return {
    time,
    state: { host, service: of === 'HOST' ? null : service, state, hard: type !== 'SOFT', output: output.join(';') },
  };
}

function stateRows(said: State, time: number, held: number | null): Mapped {
  const { host, service, state, output } = said;
  if (!NAMES.includes(state)) return { reject: `the state "${state}" is none of ${NAMES.join(', ')}` };
  const level = LEVELS.get(state);
  if (level === undefined) return { skip: 'checks that could not tell (UNKNOWN)' };
  const until = level.status !== 'ok' && held !== null && held > time ? held : null;
  const values = {
    ...machineSubject(host),
    service: service ?? host,
    timestamp: new Date(time).toISOString(),
    status: level.status === 'error' && !said.hard ? 'degraded' : level.status,
    kind: service === null ? 'availability' : symptomOf(service),
    severity: level.severity,
    message: `${service ?? host} is ${state}: ${output}`,
    until: until === null ? null : new Date(until).toISOString(),
  };
  return { rows: [{ table: 'health_event', values }] };
}

const LEVELS: ReadonlyMap<string, { readonly status: Status; readonly severity: string | null }> = new Map([
  ['OK', { status: 'ok', severity: null }],
  ['UP', { status: 'ok', severity: null }],
  ['WARNING', { status: 'degraded', severity: '1' }],
  ['UNREACHABLE', { status: 'degraded', severity: '1' }],
  ['CRITICAL', { status: 'error', severity: '2' }],
  ['DOWN', { status: 'error', severity: '2' }],
]);

function keyOf({ host, service }: State): string {
  return `${host};${service ?? ''}`;
}

/**
 * The state of Nagios at one moment, `status.dat`: blocks of `hoststatus { … }` and `servicestatus { … }`. A state holds from when it changed last to when it was last checked. The last line
 * of a block gives what it says. Fields: Nagios Core source, xsddefault.c.
 */
export const nagiosStatus: RecordAdapter = {
  ...nagios,
  fits: ({ firstLines }) =>
    firstLines.some((line) => /^(hoststatus|servicestatus|programstatus|info) \{$/.test(line)) &&
    firstLines.some((line) => /^\t?(last_update_check|current_state|created|nagios_pid)=/.test(line)),
  open: () => {
    let block = '';
    let values = new Map<string, string>();
    return ({ text }) => {
      const [, begun] = /^\s*(\w+) \{$/.exec(text) ?? [];
      if (begun !== undefined) {
        block = begun;
        values = new Map();
        return { skip: INNER };
      }
      if (text.trim() === '}') {
        if (block !== 'hoststatus' && block !== 'servicestatus') return { skip: 'blocks that say no state' };
        return blockRows(block, values);
      }
      const [, key, value] = /^\s*(\w+)=(.*)$/.exec(text) ?? [];
      if (key !== undefined && value !== undefined) values.set(key, value);
      return { skip: INNER };
    };
  },
};

const INNER = 'lines within blocks, and comments; the last line of a block stands for it';
const HOST_STATES = ['UP', 'DOWN', 'UNREACHABLE'];
const SERVICE_STATES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'];

function blockRows(block: 'hoststatus' | 'servicestatus', values: ReadonlyMap<string, string>): Mapped {
  const host = values.get('host_name');
  const changed = Number(values.get('last_state_change')) * 1000;
  const checked = Number(values.get('last_check')) * 1000;
  if (host === undefined) return { reject: 'host_name is missing' };
  if (!checked || values.get('has_been_checked') === '0') return { skip: 'hosts and services that were never checked' };
  const names = block === 'hoststatus' ? HOST_STATES : SERVICE_STATES;
  const said: State = {
    host,
    service: values.get('service_description') ?? null,
    state: names[Number(values.get('current_state'))] ?? '',
    hard: values.get('state_type') !== '0',
    output: values.get('plugin_output') ?? '',
  };
  return stateRows(said, changed > 0 ? changed : checked, checked);
}
