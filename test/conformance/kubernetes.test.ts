import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/kubernetes/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

describe.skipIf(!there)('collected Kubernetes objects', () => {
  it('are known, each object a record; a pod is found by uid, name, container and address', async () => {
    const names = [
      'pods_default.json',
      'nodes.json',
      'support-bundle_cluster-resources_deployments_default.json',
      'support-bundle_cluster-resources_namespaces.json',
    ];
    const files = await Promise.all(names.map(async (name) => [name, await readFile(`${folder}${name}`)] as const));
    const lookups = csv(
      'timestamp,source_vm_id,source_container_id,source_ip,fqdn,query_type,response_code,answer_ip',
      '2023-03-24T10:00:00Z,e00af024-67ca-440d-9714-999cf8617d58,,,api.example,A,NOERROR,10.9.0.1',
      '2023-03-24T10:00:01Z,default/random-pod-75b66db9b9-nqhp8,,,api.example,A,NOERROR,10.9.0.1',
      '2023-03-24T10:00:02Z,,58e668ba55950e6d08340f496f5e7f33f3d92cbfcbf366ce5e5f5c50a3926c71,,api.example,A,NOERROR,10.9.0.1',
      '2023-03-24T10:00:03Z,,,10.244.0.5,api.example,A,NOERROR,10.9.0.1',
      '2023-03-22T10:00:00Z,,,10.244.0.5,api.example,A,NOERROR,10.9.0.1',
    );
    const api = {
      'ip.csv': csv('ip,subscription_id', '10.9.0.1,sub-api'),
      'tree.csv': csv('service_id,subscription_id', 'api,sub-api'),
    };
    await withCase({ ...api, ...Object.fromEntries(files), 'lookups.csv': lookups }, async ({ sources, map, call }) => {
      const of = (name: string) => sourceOf(sources, name);
      expect(of('pods_default.json')).toMatchObject({ format: 'kubernetes', records: 1, accepted: 1, lines: 263 });
      expect(of('nodes.json')).toMatchObject({ format: 'kubernetes', records: 7, accepted: 7 });
      expect(of('deployments_default.json')).toMatchObject({ format: 'kubernetes', records: 4, accepted: 4 });
      expect(of('namespaces.json')).toMatchObject({ format: 'kubernetes', records: 5, accepted: 5 });
      expect(of('pods_default.json').assumed.join()).toMatch(/services by workload that owns the pod.*valid from ever/);
      const found = await map();
      // The pod started on the 23rd: the lookup of the 22nd is not its.
      expect(found.lookups).toMatchObject({ total: 5, resolved: 4, unresolved: { 'unknown-client': 1 } });
      expect(found.dependencies).toMatchObject([{ client: 'default/random-pod', server: 'api', lookups: 4 }]);
      const raw = (await call('evidence.read', { source: of('pods_default.json').id, line: 8 })).raw ?? '';
      expect(JSON.parse(raw)).toMatchObject({ kind: 'Pod', metadata: { name: 'random-pod-75b66db9b9-nqhp8' } });
    });
  });
});
