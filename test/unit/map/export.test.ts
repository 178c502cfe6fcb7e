import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../shared/map/export/to-csv.ts';
import { toDot } from '../../../shared/map/export/to-dot.ts';
import { toGraphml } from '../../../shared/map/export/to-graphml.ts';
import { toMermaid } from '../../../shared/map/export/to-mermaid.ts';
import type { DependencyMap } from '../../../shared/model/map.ts';
import { declaredAlone } from '../../../shared/map/pairs.ts';
import { mapOf } from './map-of.ts';

const named = (map: ReturnType<typeof mapOf>, name: string) => ({
  ...map,
  services: map.services.map((service) => (service.id === 'a' ? { ...service, name } : service)),
});
/** `a` declares b, which it looked up, and c, which it may have looked up; c declares b, and neither witness saw it. */
const declaring = ((plain: DependencyMap): DependencyMap => ({
  ...plain,
  dependencies: plain.dependencies.map((one) => ({ ...one, declared: one.client === 'a' })),
  declaredOnly: [
    { client: 'a', server: 'c', witness: 'declared' },
    { client: 'c', server: 'b', witness: 'declared' },
  ],
}))(mapOf('a>b:2 a>c:?3 b>c:1'));
const map = named(mapOf('a>b:5@West,2@East a>c:?3 b>c:!4 c>a:~'), 'Say "hi", <you> & me');

describe('a map as text', () => {
  it('is CSV with quoted fields and CR LF', () => {
    expect(toCsv(map).split('\r\n').slice(0, 2)).toEqual([
      'client,client_name,server,server_name,lookups,contested,failures,first_seen,last_seen,regions,carried',
      'a,"Say ""hi"", <you> & me",b,Service B,7,0,0,2026-03-04T14:00:00.000Z,2026-03-04T14:59:00.000Z,East=2;West=5,false',
    ]);
    expect(toCsv(map).endsWith('false\r\n') || toCsv(map).endsWith('true\r\n')).toBe(true);
  });

  it('is DOT in which certain, earlier and contested dependencies look different', () => {
    expect(toDot(map)).toBe(`digraph aftermap {
  rankdir=LR;
  node [shape=box];
  "a" [label="Say \\"hi\\", <you> & me"];
  "b" [label="Service B"];
  "c" [label="Service C"];
  "a" -> "b" [label="7 lookups", style=solid];
  "a" -> "c" [label="3 contested", style=dotted];
  "b" -> "c" [label="4 failures", style=solid, penwidth=2];
  "c" -> "a" [label="seen before", style=dashed];
}
`);
  });

  it('is a Mermaid flowchart whose labels cannot break out', () => {
    expect(toMermaid(map)).toBe(`flowchart LR
  s0["Say #34;hi#34;, #60;you#62; #38; me"]
  s1["Service B"]
  s2["Service C"]
  s0 -->|"7 lookups"| s1
  s0 -.->|"3 contested"| s2
  s1 -->|"4 failures"| s2
  s2 -.->|"seen before"| s0
`);
  });

  it('is GraphML with typed, escaped values', () => {
    const text = toGraphml(map);
    expect(text).toContain('<data key="node_name">Say &quot;hi&quot;, &lt;you&gt; &amp; me</data>');
    expect(text).toContain('<edge source="a" target="b"><data key="edge_lookups">7</data>');
    expect(text).toContain('<key id="edge_carried" for="edge" attr.name="carried" attr.type="boolean"/>');
  });
});

describe('what is declared, in a map as text', () => {
  it('is alone where no dependency stands for it, not even a contested one', () => {
    expect(declaredAlone(declaring)).toEqual([{ client: 'c', server: 'b', witness: 'declared' }]);
    expect(declaredAlone(map)).toEqual([]);
  });

  it('is the last column of CSV, and a line of no counts and times where it was not seen', () => {
    const lines = toCsv(declaring).trimEnd().split('\r\n');
    expect(lines.map((line) => line.slice(line.lastIndexOf(',') + 1))).toEqual([
      'declared',
      'true',
      'true',
      'false',
      'true',
    ]);
    expect(lines.at(-1)).toBe('c,Service C,b,Service B,0,0,0,,,,false,true');
    const connections = { total: 0, folded: 0, resolved: 0, self: 0, undirected: 0, apart: {}, unresolved: {} };
    const both = toCsv({ ...declaring, connections: connections as DependencyMap['connections'] });
    expect(both).toContain(',carried,connections,witness,declared\r\n');
    expect(both).toContain('\r\nc,Service C,b,Service B,0,0,0,,,,false,0,declared,true\r\n');
  });

  it('is drawn dashed and called so where it was not seen', () => {
    expect(toDot(declaring)).toContain('  "c" -> "b" [label="only declared", style=dashed, color=gray];\n}');
    expect(toMermaid(declaring)).toMatch(/^ {2}s2 -\.->\|"only declared"\| s1\n$/m);
    const graph = toGraphml(declaring);
    expect(graph).toContain('<key id="edge_declared" for="edge" attr.name="declared" attr.type="boolean"/>');
    expect(graph).toContain(
      '<edge source="c" target="b"><data key="edge_lookups">0</data><data key="edge_contested">0</data><data key="edge_failures">0</data>' +
        '<data key="edge_carried">false</data><data key="edge_style">dashed</data><data key="edge_declared">true</data></edge>',
    );
    expect(graph.match(/<edge /g)).toHaveLength(4);
    expect(toGraphml(map)).not.toContain('declared');
  });
});
