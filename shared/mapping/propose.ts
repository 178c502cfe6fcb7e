import type { FileColumn, FileLook, MappedKind, Mapping } from '../model/mapping.ts';
import { MAPPED_FIELDS, MAPPED_NEEDS, type MappedField } from './fields.ts';
import { shareThatLooks, type Look } from './looks.ts';
import { similarity } from './similar.ts';
import { commonFormat } from './time-format.ts';

/** A field must be this likely in a column to be proposed. */
const LEAST = 0.4;
/** Looks that only values of that sort have: a column without them is not proposed, and one with them is without its name. */
const TELLING: ReadonlySet<Look> = new Set<Look>(['time', 'address', 'addresses', 'name', 'type', 'code', 'status']);
/** A kind is known by these in the first place. */
const PREFERENCE: readonly MappedKind[] = [
  'dns_lookup',
  'dns_request',
  'connection',
  'health_event',
  'heartbeat',
  'declared_dependency',
  'service_tree',
  'policy_rule',
  'vm_inventory',
  'ip_inventory',
  'dns_response',
];

const STATUS_WORDS: Readonly<Record<string, readonly string[]>> = {
  ok: ['ok', 'okay', 'up', 'healthy', 'passing', 'success', 'resolved', 'normal'],
  degraded: ['degraded', 'warning', 'warn'],
  error: ['error', 'down', 'unhealthy', 'critical', 'fail', 'failed', 'failing', 'firing', 'alarm'],
};

/** A mapping of a file's columns, by their names and by what stands in them; for the kind that they fit best where none is given. */
export function proposeMapping(look: FileLook, name: string, kind?: MappedKind): Mapping {
  const kinds = kind === undefined ? PREFERENCE : [kind];
  const scored = kinds.map((each) => ({ each, found: assign(look.columns, MAPPED_FIELDS[each]) }));
  const best = scored
    .map(({ each, found }) => ({ each, found, score: scoreOf(each, found) }))
    .reduce((a, b) => (b.score > a.score + 1e-9 ? b : a));
  return mappingOf(look, name, best.each, best.found);
}

/** The name of a mapping after the file that it was made for. */
export function mappingName(path: string): string {
  const file = path.split(/[/\\!]/).at(-1) ?? '';
  const plain = file.replace(/(\.[A-Za-z]\w{0,8})+$/, '').replace(/[^A-Za-z0-9]+/g, '-');
  return (
    plain
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .toLowerCase() || 'mapping'
  );
}

type Assigned = ReadonlyMap<string, { readonly column: FileColumn; readonly score: number }>;

/** Each column to the field that it is most likely to hold, the most likely first; a field and a column once. */
function assign(columns: readonly FileColumn[], fields: readonly MappedField[]): Assigned {
  const pairs = fields
    .flatMap((field, place) =>
      columns.map((column, index) => ({ field: field.name, column, score: likeness(column, field), place, index })),
    )
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || a.place - b.place || a.index - b.index);
  const found = new Map<string, { column: FileColumn; score: number }>();
  const taken = new Set<FileColumn>();
  for (const { field, column, score } of pairs) {
    if (found.has(field) || taken.has(column)) continue;
    found.set(field, { column, score });
    taken.add(column);
  }
  return found;
}

function likeness({ name, values }: FileColumn, { looks, words }: MappedField): number {
  const named = similarity(name, words);
  const filled = values.filter((value) => value !== '');
  if (filled.length === 0) return named * 0.7;
  const { look, share } = looks
    .map((each) => ({ look: each, share: shareThatLooks(filled, each) }))
    .reduce((a, b) => (b.share > a.share ? b : a));
  if (share < 0.5) return 0;
  return TELLING.has(look) ? 0.45 * share + 0.55 * named : 0.9 * named;
}

/** How well a kind is served: what it needs first, of an event above all its time, then how surely, then how much of the file it uses. */
function scoreOf(kind: MappedKind, found: Assigned): number {
  const needs = MAPPED_NEEDS[kind];
  const met = needs.filter((oneOf) => oneOf.some((field) => found.has(field)));
  const sure = [...found.values()].reduce((sum, { score }) => sum + score, 0);
  const timeless = needs.some((oneOf) => oneOf.includes('timestamp')) && !found.has('timestamp');
  return ((timeless ? 5 : 10) * met.length) / needs.length + sure;
}

/** What is proposed where no column gives it. */
const DEFAULTS: Readonly<Partial<Record<MappedKind, Readonly<Record<string, string>>>>> = {
  dns_request: { query_type: 'A' },
  dns_response: { query_type: 'A' },
  dns_lookup: { query_type: 'A' },
};

function mappingOf(look: FileLook, name: string, kind: MappedKind, found: Assigned): Mapping {
  const order = MAPPED_FIELDS[kind].map((field) => field.name).filter((field) => found.has(field));
  const fields = Object.fromEntries(order.map((field) => [field, found.get(field)?.column.name ?? '']));
  const constants = Object.fromEntries(Object.entries(DEFAULTS[kind] ?? {}).filter(([field]) => !found.has(field)));
  const times = ['timestamp', 'valid_from', 'valid_to'].flatMap((field) => found.get(field)?.column.values ?? []);
  const format = commonFormat(times.filter((value) => value !== ''));
  const values = statusValues(found.get('status')?.column.values ?? []);
  return {
    name,
    kind,
    ...(look.lines ? { lines: look.lines } : {}),
    ...(look.list ? { list: look.list } : {}),
    fields,
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
    ...(kind === 'health_event' && Object.keys(values).length > 0 ? { values: { status: values } } : {}),
    ...(format === undefined ? {} : { times: { format } }),
  };
}

/** The status words of a file that are not ours, and what they mean. */
function statusValues(found: readonly string[]): Readonly<Record<string, string>> {
  const words = [...new Set(found.map((value) => value.toLowerCase()))];
  return Object.fromEntries(
    words.flatMap((word) => {
      const meaning = Object.keys(STATUS_WORDS).find((status) => STATUS_WORDS[status]?.includes(word));
      return meaning === undefined || meaning === word ? [] : [[word, meaning]];
    }),
  );
}
