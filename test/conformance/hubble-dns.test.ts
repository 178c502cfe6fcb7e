import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/hubble/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const FLEET: Files = {
  'vm.csv': csv('vm_id,subscription_id', 'bookinfo/productpage-1,sub-page'),
  'ip.csv': csv('ip,subscription_id', '10.160.4.20,sub-zipkin', '10.160.0.203,sub-istiod'),
  'tree.csv': csv('service_id,subscription_id', 'page,sub-page', 'zipkin,sub-zipkin', 'istiod,sub-istiod'),
};

describe.skipIf(!there)('collected Hubble DNS flows', () => {
  it('of node-local caches alone are known and left out, since no pod is seen asking', async () => {
    const flows = await readFile(`${folder}dns-flows.ndjson`);
    await withCase({ ...FLEET, 'flows.ndjson': flows }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'flows.ndjson')).toMatchObject({
        format: 'hubble-dns',
        records: 200,
        accepted: 0,
        rejected: 0,
        skipped: { 'infrastructure: asked by a resolver or cache of the cluster': 200 },
      });
      expect((await map()).lookups.total).toBe(0);
    });
  });

  it('asked by a pod instead, are a hundred lookups, each request with its response', async () => {
    const flows = await readFile(`${folder}dns-flows.ndjson`, 'utf8');
    const asked = flows.replace(
      /"namespace":"kube-system"(,"labels":\[[^\]]*)node-local-dns"\],"pod_name":"node-local-dns-\w+"/g,
      (found) =>
        found
          .replace('kube-system', 'bookinfo')
          .replace(/node-local-dns(-\w+)?"$/, 'productpage-1"')
          .replaceAll('node-local-dns', 'page'),
    );
    await withCase({ ...FLEET, 'flows.ndjson': asked }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'flows.ndjson')).toMatchObject({ format: 'hubble-dns', accepted: 200, rejected: 0 });
      const found = await map();
      // 25 responses hold an address, of zipkin in 8 and istiod in 5, of others in 12; 75 say that the name does not exist.
      expect(found.lookups).toMatchObject({ total: 100, resolved: 13 });
      expect(found.lookups.noAnswer).toEqual({ NXDOMAIN: 75 });
      expect(found.lookups.unresolved['unknown-address']).toBe(12);
      expect(found.dependencies.map(({ client, server, lookups }) => ({ client, server, lookups }))).toEqual([
        { client: 'page', server: 'istiod', lookups: 5 },
        { client: 'page', server: 'zipkin', lookups: 8 },
      ]);
    });
  });
});
