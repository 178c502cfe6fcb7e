import type { Files } from '../engine-kit/with-case.ts';
import type { Mark, Recorded } from './recorded.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Earlier cases are reported as often as this. */
const REPEATED = 5 * MINUTE;

/**
 * A case as export files: every service one subscription, VM, address and row of the tree; every edge looked up once a
 * minute from an hour before the case to its end; every mark a health event; earlier cases repeated to their end, then ok.
 * @param late seconds by which the alarm comes late: events of the case before it are moved to it
 */
export function project(recorded: Recorded, late = 0): Files {
  const { services, edges, from, to } = recorded;
  const places = new Map(services.map((service, i) => [service, placeOf(i)]));
  const place = (service: string) => places.get(service) ?? placeOf(services.length);
  const requests: string[] = [];
  const responses: string[] = [];
  for (let at = from - HOUR; at < to; at += MINUTE)
    for (const [i, [client, server]] of edges.entries()) {
      const asked = `${at},r${at}-${i},${place(client).vm},${place(server).name},A`;
      requests.push(asked);
      responses.push(`${asked},NOERROR,${place(server).address}`);
    }
  const all = [...places.values()];
  return {
    'requests.csv': table('timestamp,request_id,source_vm_id,fqdn,query_type', requests),
    'responses.csv': table('timestamp,request_id,source_vm_id,fqdn,query_type,response_code,answer_ip', responses),
    'vms.csv': table(
      'vm_id,subscription_id,ip,valid_from,valid_to',
      all.map(({ vm, subscription, address }) => `${vm},${subscription},${address},,`),
    ),
    'addresses.csv': table(
      'ip,subscription_id,valid_from,valid_to',
      all.map(({ subscription, address }) => `${address},${subscription},,`),
    ),
    'tree.csv': table(
      'service_id,service_name,subscription_id,valid_from,valid_to',
      services.map((service) => `${quoted(service)},${quoted(service)},${place(service).subscription},,`),
    ),
    'health.csv': table('timestamp,service_id,status,kind,severity,message', [
      ...recorded.history.flatMap(({ to: end, marks }) => pastRows(marks, end)),
      ...recorded.marks.map((mark) => errorRow(mark, late > 0 ? Math.max(mark.at, from + late) : mark.at)),
    ]),
  };
}

function placeOf(i: number) {
  const address = `10.0.${Math.floor(i / 250)}.${(i % 250) + 1}`;
  return { vm: `vm-${i}`, subscription: `sub-${i}`, address, name: `s${i}.case.example` };
}

/** The events of an earlier case, repeated to its end, and then ok. */
function pastRows(marks: readonly Mark[], end: number): string[] {
  const errors = marks.flatMap((mark) => {
    const times = Math.floor(Math.max(0, end - mark.at) / REPEATED) + 1;
    return Array.from({ length: times }, (_, i) => errorRow(mark, mark.at + i * REPEATED));
  });
  const ended = new Set(marks.map(({ service, kind }) => `${quoted(service)},ok,${kind},,`));
  return [...errors, ...[...ended].map((row) => `${end + 1},${row}`)];
}

function errorRow({ service, kind, metric, severity }: Mark, at: number): string {
  return `${at},${quoted(service)},error,${kind},${severity},${quoted(metric)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function table(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}
