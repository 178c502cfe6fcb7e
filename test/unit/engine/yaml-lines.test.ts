import { describe, expect, it } from 'vitest';
import { yamlAsJson } from '../../../main/engine/evidence/yaml-documents.ts';
import { FLEET } from '../../engine-kit/fleet.ts';
import { csv, withCase } from '../../engine-kit/with-case.ts';

const LIST = csv(
  '# as of Wednesday',
  'apiVersion: v1',
  'items:',
  '- apiVersion: v1',
  '  kind: Node',
  '  metadata: { name: n1 }',
  '  status: { addresses: [{ address: 10.3.0.1 }] }',
  '- kind: Node',
  '  apiVersion: v1',
  '  metadata:',
  '    name: n2',
  '  status: { conditions: "none" }',
  '- { apiVersion: v1, kind: Node, metadata: { name: [n3] } }',
  'kind: List',
);

describe('the items of a YAML list', () => {
  it('stand on their own lines as JSON', () => {
    const found = yamlAsJson(LIST);
    const json = typeof found === 'string' ? '' : found.json;
    expect(json.split('\n').map((line) => /"kind":"(\w+)"/.exec(line)?.[1])).toEqual(
      Array.from({ length: 13 }, (_, n) => ([3, 7, 12].includes(n) ? 'Node' : undefined)),
    );
    expect(JSON.parse(json)).toMatchObject({ apiVersion: 'v1', items: [{}, {}, {}], kind: 'List' });
  });

  it('are cited by the lines on which they begin', async () => {
    await withCase({ ...FLEET, 'nodes.yaml': LIST }, async ({ call, sources }) => {
      const nodes = sources.find(({ path }) => path.endsWith('nodes.yaml'));
      expect(nodes).toMatchObject({ records: 3, accepted: 2, rejected: 1 });
      const source = nodes?.id ?? 0;
      const { rejects } = await call('evidence.rejects', { source, after: 0, limit: 10 });
      expect(rejects.map(({ line }) => line)).toEqual([13]);
      expect((await call('evidence.read', { source, line: 8 })).raw).toContain('"n2"');
    });
  });
});
