import type { DependencyMap } from '../../model/map.ts';
import { toIso } from '../../model/time.ts';
import { declaredAlone, type Pair } from '../pairs.ts';
import { lineStyle, regionList } from './labels.ts';

const NODE_KEYS = { name: 'string', regions: 'string', instances: 'int' } as const;
const EDGE_KEYS = {
  lookups: 'int',
  contested: 'int',
  failures: 'int',
  first_seen: 'string',
  last_seen: 'string',
  regions: 'string',
  carried: 'boolean',
  style: 'string',
} as const;
const DECLARED_KEYS = { declared: 'boolean' } as const;
const WITNESS_KEYS = { connections: 'int', witness: 'string' } as const;

/**
 * The map as GraphML; node ids are service ids, edges carry the counts of the window, with connections how they were seen, and whether
 * they are declared, where that is known; `style` is solid, dashed (seen before the window, or only declared) or dotted (contested only).
 */
export function toGraphml(map: DependencyMap): string {
  const connected = map.connections !== undefined;
  const declares = map.declaredOnly !== undefined;
  const nodes = map.services.map(
    ({ id, name, regions, instances }) =>
      `    <node id="${escaped(id)}">${data('node', { name, regions: regions.join(';'), instances })}</node>`,
  );
  const edges = map.dependencies.map((d) => {
    const values = {
      lookups: d.lookups,
      contested: d.contested,
      failures: d.failures,
      first_seen: toIso(d.firstSeen),
      last_seen: toIso(d.lastSeen),
      regions: regionList(d.regions),
      carried: d.carried,
      style: lineStyle(d),
      ...(connected ? { connections: d.connections ?? 0, witness: d.witness ?? 'dns' } : {}),
      ...(declares && d.declared !== undefined ? { declared: d.declared } : {}),
    };
    return edge(d, values);
  });
  const declared = declaredAlone(map).map((pair) =>
    edge(pair, {
      ...{ lookups: 0, contested: 0, failures: 0, carried: false, style: 'dashed' },
      ...(connected ? { connections: 0, witness: pair.witness } : {}),
      declared: true,
    }),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys('node', NODE_KEYS),
    ...keys('edge', EDGE_KEYS),
    ...(connected ? keys('edge', WITNESS_KEYS) : []),
    ...(declares ? keys('edge', DECLARED_KEYS) : []),
    '  <graph id="aftermap" edgedefault="directed">',
    ...nodes,
    ...edges,
    ...declared,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function keys(of: 'node' | 'edge', types: Readonly<Record<string, string>>): string[] {
  return Object.entries(types).map(
    ([name, type]) => `  <key id="${of}_${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`,
  );
}

function edge({ client, server }: Pair, values: Parameters<typeof data>[1]): string {
  return `    <edge source="${escaped(client)}" target="${escaped(server)}">${data('edge', values)}</edge>`;
}

function data(of: 'node' | 'edge', values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<data key="${of}_${name}">${escaped(String(value))}</data>`)
    .join('');
}

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '�')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
