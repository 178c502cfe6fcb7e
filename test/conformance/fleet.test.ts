import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

/** Each collected file with its format, its records and those that are of no use. */
const FILES = [
  ['aws-ec2/describe-instances.json', 'aws-ec2-instances', 5, {}],
  ['aws-ec2/describe-instances.2.json', 'aws-ec2-instances', 3, {}],
  ['aws-ec2/describe-network-interfaces.json', 'aws-ec2-interfaces', 10, {}],
  ['aws-ecs/describe-tasks.json', 'aws-ecs-tasks', 4, {}],
  ['aws-servicediscovery/get-instances-health-status.json', 'aws-cloud-map', 1, {}],
  ['azure-inventory/arm-virtualMachines-list.json', 'azure-resources', 1, {}],
  ['azure-inventory/arm-networkInterfaces-list.json', 'azure-resources', 1, {}],
  ['azure-inventory/resource-graph-vms.json', 'azure-resources', 1, {}],
  ['gcp-compute/gcloud-compute-instances-list.json', 'gcp-instances', 1, {}],
  ['gcp-compute/aggregated-instances.json', 'gcp-instances', 73, { 'zones without instances': 72 }],
  ['consul/health_service.json', 'consul', 1, {}],
  ['backstage/petstore-component.yaml', 'backstage', 1, {}],
] as const;

describe.skipIf(!there)('collected inventories', () => {
  it('are known, each thing a record; who looks up what is found by instance, task, address and time', async () => {
    const files = await Promise.all(FILES.map(async ([name]) => [name, await readFile(`${folder}${name}`)] as const));
    const lookups = csv(
      'timestamp,request_id,source_vm_id,source_ip,fqdn,query_type,response_code,answer_ip',
      // The task of home-web that started at 06:13:15, by its id; it asks for a Redis that Consul knows.
      '2018-01-14T07:00:00Z,q1,6eac50ed-89fa-4c46-8444-422239a95904,,redis.example,A,NOERROR,10.1.10.12',
      // The other task of home-web, by its address; before it started, nobody has it.
      '2018-01-14T07:00:01Z,q2,,10.0.1.53,redis.example,A,NOERROR,10.1.10.12',
      '2018-01-14T06:12:00Z,q3,,10.0.1.53,redis.example,A,NOERROR,10.1.10.12',
      // An EC2 instance without tags: an inventory knows it, no service tree does.
      '2023-11-01T00:00:00Z,q4,i-03b80590af6c5000d,,redis.example,A,NOERROR,10.1.10.12',
    );
    await withCase({ ...Object.fromEntries(files), 'lookups.csv': lookups }, async ({ sources, map }) => {
      for (const [name, format, records, skipped] of FILES) {
        const { problem, rejected, repeated, accepted, ...source } = sourceOf(sources, name);
        const left = Object.values(source.skipped).reduce((sum, count) => sum + count, 0);
        expect({ name, ...source }).toMatchObject({ name, format, records, skipped });
        expect({ name, problem, rejected, sum: repeated + accepted + left }).toEqual({
          name,
          problem: null,
          rejected: 0,
          sum: records,
        });
      }
      expect(sourceOf(sources, 'describe-tasks.json').assumed.join()).toContain('services by group of the ECS task');
      const found = await map();
      expect(found.dependencies).toMatchObject([{ client: '644160558196/home-web', server: 'dc1/redis', lookups: 2 }]);
      expect(found.lookups).toMatchObject({
        total: 4,
        resolved: 2,
        unresolved: { 'unknown-client': 1, unowned: 1 },
      });
    });
  });
});
