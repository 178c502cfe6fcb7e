import type { Random } from './random.ts';
import { lineText, type Cell, type FileForm, type Line, type Table } from './tables.ts';
import type { Lookup } from './world.ts';

/** How one log of requests or responses is written. */
export interface DnsForm extends FileForm {
  /** With a request_id column. */
  readonly ids: boolean;
  /** The column of the asker's id. */
  readonly source: 'source_container_id' | 'source_vm_id';
  /** Names in mixed case, as resolvers with 0x20 send them. */
  readonly mixedCase?: boolean;
  /** Names with a trailing dot. */
  readonly dots?: boolean;
  /** IPv4 answers written as IPv4-mapped IPv6, and IPv6 in capitals. */
  readonly longAddresses?: boolean;
  /** How many of the missing records left a torn line behind. */
  readonly torn?: number;
  readonly openEnd?: boolean;
  /** Lines in the order of the resolver's threads, not of time. */
  readonly unsorted?: boolean;
}

export interface DnsForms {
  readonly request: DnsForm;
  readonly response: DnsForm;
}

interface Entry {
  readonly at: number;
  readonly lines: readonly Line[];
}

/** Request and response logs in the canonical format; `formsOf` chooses the files of a lookup. */
export function dnsTables(random: Random, lookups: readonly Lookup[], formsOf: (lookup: Lookup) => DnsForms): Table[] {
  const files = new Map<string, { form: DnsForm; kind: 'dns_request' | 'dns_response'; entries: Entry[]; torn: number }>();
  const fileOf = (form: DnsForm, kind: 'dns_request' | 'dns_response') => {
    const file = files.get(form.path) ?? { form, kind, entries: [], torn: 0 };
    files.set(form.path, file);
    return file;
  };
  for (const lookup of lookups) {
    const { request, response } = formsOf(lookup);
    const asked = fileOf(request, 'dns_request');
    const replied = fileOf(response, 'dns_response');
    const mixed = mixCase(random, lookup.name);
    const spell = (form: DnsForm): string => (form.mixedCase ? mixed : lookup.name) + (form.dots ? '.' : '');
    const requestCells = [lookup.time, ...(request.ids ? [lookup.id] : []), lookup.sourceId, lookup.sourceIp, spell(request), lookup.type];
    if (!lookup.requestMissing) asked.entries.push({ at: lookup.time, lines: [{ id: lookup.id, cells: requestCells }] });
    else if (asked.torn < (request.torn ?? 0)) asked.entries.push({ at: lookup.time, lines: [tear(request, 'dns_request', requestCells, asked.torn++)] });
    const at = lookup.requestMissing ? lookup.time : lookup.time + lookup.delay;
    const responseCells = (ip: string | null): Cell[] => [
      ...[at, ...(response.ids ? [lookup.id] : []), lookup.sourceId, lookup.sourceIp, spell(response), lookup.type],
      ...[lookup.code ?? 'NOERROR', ip === null ? null : spellAddress(response, ip), ip === null ? null : '30', lookup.cname],
    ];
    if (lookup.code !== null) {
      const ips = lookup.answers.length === 0 ? [null] : lookup.answers.map(({ ip }) => ip);
      replied.entries.push({ at, lines: ips.map((ip, i) => ({ id: `${lookup.id}/${i}`, cells: responseCells(ip) })) });
    } else if (replied.torn < (response.torn ?? 0)) {
      replied.entries.push({ at, lines: [tear(response, 'dns_response', responseCells(null), replied.torn++)] });
    }
  }
  return [...files.values()].map(({ form, kind, entries }) => table(random, form, kind, entries));
}

function columnsOf(form: DnsForm, kind: 'dns_request' | 'dns_response'): string[] {
  const asked = ['timestamp', ...(form.ids ? ['request_id'] : []), form.source, 'source_ip', 'fqdn', 'query_type'];
  return kind === 'dns_request' ? asked : [...asked, 'response_code', 'answer_ip', 'ttl', 'cname'];
}

function table(random: Random, form: DnsForm, kind: 'dns_request' | 'dns_response', entries: readonly Entry[]): Table {
  const place = (entry: Entry): number => entry.at + (form.unsorted ? random.int(90_000_000) : 0);
  const placed = entries.map((entry) => [place(entry), entry] as const).sort(([a], [b]) => a - b);
  const lines = placed.flatMap(([, entry]) => entry.lines);
  const format = kind === 'dns_request' ? 'canonical-dns-request' : 'canonical-dns-response';
  const columns = columnsOf(form, kind);
  if (!form.openEnd) return { ...form, openEnd: false, format, kind, columns, lines };
  const last = lineText({ ...form, columns }, lines.at(-1) ?? { blank: true });
  return { ...form, openEnd: true, format, kind, columns, lines: [...lines, { torn: last.slice(0, 31) }] };
}

function tear(form: DnsForm, kind: 'dns_request' | 'dns_response', cells: readonly Cell[], nth: number): Line {
  const columns = columnsOf(form, kind);
  const line = (time: Cell): string => lineText({ ...form, columns }, { id: '', cells: [time, ...cells.slice(1)] });
  return { torn: nth % 2 === 0 ? line(cells[0] ?? null).slice(0, 44) : line('2026-00-00T99:17:60Z') };
}

function mixCase(random: Random, name: string): string {
  return [...name].map((c) => (random.chance(0.5) ? c.toUpperCase() : c)).join('');
}

function spellAddress(form: DnsForm, ip: string): string {
  if (!form.longAddresses) return ip;
  return ip.includes(':') ? ip.toUpperCase() : `::ffff:${ip}`;
}

/** A second export of a stretch of a log: the same records in another file, perhaps with another zone offset. */
export function exportAgain(table: Table, form: FileForm, from: number, to: number): Table {
  const within = (line: Line): boolean => 'cells' in line && typeof line.cells[0] === 'number' && line.cells[0] >= from && line.cells[0] < to;
  return { ...table, ...form, openEnd: false, lines: table.lines.filter(within) };
}
