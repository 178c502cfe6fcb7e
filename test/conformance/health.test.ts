import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toIso } from '../../shared/model/time.ts';
import { csv, sourceOf, withCase } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

/** Each collected file with its format, its records, and those that say nothing of health. */
const FILES = [
  ['prometheus/query_range_up.json', 'prometheus', 3, {}],
  [
    'kubernetes/events_message-image-pull-fail.json',
    'kubernetes-events',
    17,
    { 'events of the ordinary course (type Normal)': 9 },
  ],
  ['aws-cloudwatch-alarms/describe-alarm-history.json', 'aws-cloudwatch-alarms', 2, {}],
  ['consul/health_service.json', 'consul', 1, {}],
  ['kubernetes/nodes.json', 'kubernetes', 7, {}],
] as const;

/** What a person reads in the files: service, symptom, from when to when. */
const FAILED = [
  // The alarm was set by hand to see what it does.
  'myalarm myalarm error 2014-04-09T18:59:05.805–18:59:06.442',
  // No node had room for the pod, from 04:25:44 to 04:40:44 and at 04:43:08, after which nothing more is said: twice their step (900 s, 144 s) on.
  'pending-pod-resources availability error 2023-07-11T04:25:44.224–05:00:32.916',
  // The container started at 04:43:25; three seconds later the job had no tries left.
  'oom-kill-job3 availability error 2023-07-11T04:43:28.000–04:43:34.000',
  // The image could not be pulled from 05:34:46 to 05:36:25, as four events say; after the last it stands for twice their step (86 s, 13 s).
  'no-image-deployment availability error 2023-07-11T05:34:46.000–05:38:04.000',
  // The exporter was killed: seven zeros, two seconds apart.
  'payments availability error 2026-11-21T22:02:18.000–22:02:32.000',
];

describe.skipIf(!there)('collected health exports', () => {
  it('are known, each record in one place; services fail from when to when the files say', async () => {
    const files = await Promise.all(FILES.map(async ([name]) => [name, await readFile(`${folder}${name}`)] as const));
    const names = ['orders', 'payments', 'no-image-deployment', 'oom-kill-job3', 'pending-pod-resources', 'myalarm'];
    const fleet = {
      'ip.csv': csv('ip,subscription_id', '10.0.0.1,sub-orders'),
      'tree.csv': csv(
        'service_id,subscription_id',
        ...names.map((name) => `shop/message-image-pull-fail/${name},sub-${name}`),
      ),
    };
    await withCase({ ...fleet, ...Object.fromEntries(files) }, async ({ sources, call }) => {
      for (const [name, format, records, skipped] of FILES) {
        const left = Object.values(skipped).reduce((sum: number, count) => sum + count, 0);
        expect({ name, ...sourceOf(sources, name) }).toMatchObject({
          name,
          format,
          records,
          skipped,
          accepted: records - left,
          rejected: 0,
          problem: null,
        });
      }
      const { intervals } = await call('health.read', {});
      const told = intervals.map(({ service, kind, status, from, to }) => {
        const [begin = '', end = ''] = [from, to].map((time) => toIso(time).slice(0, 23));
        return `${service.split('/').at(-1)} ${kind} ${status} ${begin}–${end.slice(11)}`;
      });
      expect(told).toEqual(FAILED);
      const { pairs } = await call('heartbeats.read', {});
      const heard = Object.fromEntries(
        pairs.map(({ emitter, received, lastBeat }) => [emitter, `${received} ${toIso(lastBeat).slice(0, 19)}`]),
      );
      expect(heard).toMatchObject({
        '127.0.0.1:19090': '11 2026-11-21T22:02:30',
        '127.0.0.1:19100': '11 2026-11-21T22:02:30',
        '127.0.0.1:19101': '4 2026-11-21T22:02:16',
        'biggernode-3i745': '1 2020-12-03T22:42:48',
        'repldev-marc': '1 2019-11-08T17:03:39',
      });
      expect(Object.keys(heard)).toHaveLength(11);
      expect(heard['dc1/foobar']).toMatch(/^1 /);
    });
  });
});
