import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceOf, withCase } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

describe.skipIf(!there)('collected policies', () => {
  it('are known by their content, each policy a record, and every rule of them is listed', async () => {
    const files = {
      'network.yaml': await readFile(`${folder}k8s-networkpolicy/networkpolicy.yaml`, 'utf8'),
      'groups.json': await readFile(`${folder}aws-security-groups/describe-security-groups.json`, 'utf8'),
    };
    await withCase(files, async ({ sources, call }) => {
      expect(sourceOf(sources, 'network.yaml')).toMatchObject({
        format: 'kubernetes-networkpolicy',
        records: 1,
        accepted: 1,
      });
      const groups = sourceOf(sources, 'groups.json');
      const written = (JSON.parse(files['groups.json']) as { SecurityGroups: unknown[] }).SecurityGroups.length;
      expect(groups).toMatchObject({ format: 'aws-security-groups', records: written, rejected: 0 });
      expect(groups.accepted + groups.repeated).toBe(written);
      const { rules } = await call('policy.read', { window: { from: 0, to: 1 } });
      const texts = rules.map(({ text }) => text);
      expect(texts).toContain('NetworkPolicy default/test-network-policy, ingress rule 1');
      expect(texts).toContain('NetworkPolicy default/test-network-policy: nothing else, egress');
      expect(rules.every(({ state }) => state === 'unmatched')).toBe(true);
    });
  });
});
