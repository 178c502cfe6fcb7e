import { describe, expect, it } from 'vitest';
import { symptomOf } from '../../../main/engine/adapters/parts/symptom.ts';
import { labelledSubject, machineSubject } from '../../../main/engine/adapters/parts/subject.ts';
import { createStateLog } from '../../../main/engine/adapters/parts/state-log.ts';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import type { Told } from '../../engine-kit/mapped.ts';

const SUBJECTS = ['service_id', 'source_vm_id', 'ip', 'service', 'host'];

/** A time as its clock, whatever it was written as. */
function clock(time: string): string {
  const ms = /^\d+(\.\d+)?$/.test(time)
    ? Number(time) * (time.length > 14 ? 0.001 : 1000)
    : Date.parse(time.length === 19 ? `${time}Z` : time);
  return new Date(ms).toISOString().slice(11, 23).replace('.000', '');
}

/** What a record says: beats as `beat emitter clock`, health as `subject/subject kind status clock–until`, else why it says nothing. */
function said(record: Told): readonly string[] | string {
  if ('skip' in record) return `skipped: ${record.skip}`;
  if ('reject' in record) return `rejected: ${record.reject}`;
  return record.flatMap(({ table, timestamp = '', ...row }) => {
    if (table === 'heartbeat') return [`beat ${row.emitter} ${clock(timestamp)}`];
    if (table !== 'health_event') return [];
    const subject = SUBJECTS.flatMap((column) => (row[column] === undefined ? [] : [row[column]])).join('|');
    const until = row.until === undefined ? '' : `–${clock(row.until)}`;
    return [`${subject} ${row.kind} ${row.status} ${clock(timestamp)}${until}`];
  });
}

async function read(name: string, keys: Readonly<Record<string, string>> = {}) {
  const { format, records, assumed } = await mappedFile(fixturePath(name), keys);
  return { format, assumed, told: records.map(said), records };
}

describe('Prometheus', () => {
  it('hears a beat of an instance for each 1 of up, and an error for each run of 0; other metrics are states, or are left out by reason', async () => {
    const { format, told, assumed, records } = await read('prometheus/range.json');
    expect(format).toBe('prometheus');
    expect(assumed).toEqual(['one Prometheus, called "prometheus" (the file does not name it)']);
    expect(told).toEqual([
      [
        ...['09:00:00', '09:00:30', '09:01:00', '09:03:00', '09:03:30'].map((at) => `beat 10.20.1.12:9100 ${at}`),
        '10.20.1.12|stock availability error 09:01:30–09:03:00',
        '10.20.1.12|stock availability ok 09:03:00',
      ],
      // Nothing failed: that a target answered is a beat, not health.
      Array.from({ length: 8 }, (_, nth) => `beat web-1:9100 09:0${nth >> 1}:${nth % 2 === 0 ? '00' : '30'}`),
      // Two samples are missing, which is neither.
      [
        ...['09:01:00', '09:01:30', '09:03:00', '09:03:30'].map((at) => `beat 10.20.1.13:8080 ${at}`),
        '10.20.1.13|batch availability error 09:00:00–09:01:00',
        '10.20.1.13|batch availability ok 09:01:00',
      ],
      // A probe says that its target is well, too; the last failure stands for one step.
      [
        'stock.example availability ok 09:00:00',
        'stock.example availability error 09:01:00–09:02:00',
        'stock.example availability ok 09:02:00',
        'stock.example availability error 09:03:30–09:04:00',
      ],
      [
        'shop/cart-7d4b9c6f5d-x2x4z latency degraded 09:01:00–09:02:30',
        'shop/cart-7d4b9c6f5d-x2x4z latency ok 09:02:30',
      ],
      'skipped: series whose labels name no state that is used (a pending alert, a condition that is false)',
      // NaN is no sample.
      [
        'shop/stock-0 availability ok 09:00:00',
        'shop/stock-0 availability error 09:02:00–09:03:00',
        'shop/stock-0 availability ok 09:03:30',
      ],
      expect.stringMatching(/^skipped: metrics other than up, probe_success, ALERTS, /),
      'skipped: results of expressions, which do not say what their values mean',
    ]);
    expect(records[0]).toMatchObject([{ detector: 'prometheus', interval_ms: '30000' }, {}, {}, {}, {}, {}, {}]);
  });

  it('asked for one moment knows no step, and is called as its label says', async () => {
    const { told, records, assumed } = await read('prometheus/vector.json');
    expect(told).toEqual([
      ['beat 10.20.1.12:9100 09:10:00.250'],
      ['2001:db8::12|stock availability error 09:10:00.250'],
    ]);
    expect(records[0]).toMatchObject([{ detector: 'shop/main' }]);
    expect(assumed).toEqual([]);
  });
});

describe('events of Kubernetes', () => {
  it('say of pods by uid, of workloads and nodes by name, that they fail or are back; repeated ones hold from first to last', async () => {
    const { format, told } = await read('kubernetes-events/list.json');
    expect(format).toBe('kubernetes-events');
    const cart = '00000000-0000-0000-0000-0000000000a1|shop/cart';
    expect(told).toEqual([
      'skipped: events of the ordinary course (type Normal)',
      [`${cart} availability ok 09:00:01`, `${cart} availability ok 09:04:01`],
      [`${cart} availability error 09:00:30–09:06:30`, `${cart} availability error 09:06:30`],
      [`${cart} probe degraded 09:01:00`],
      ['node-2 availability error 09:10:00'],
      ['node-2 availability ok 09:20:00'],
      ['shop/stock availability error 09:12:00'],
      ['u4|shop/stock availability error 09:13:00.250'],
      'skipped: events of objects that are no pod, workload, service or node',
    ]);
  });

  it('of the newer API give the last time of their series; an unknown warning is a kind of its own', async () => {
    const { told } = await read('kubernetes-events/events-v1.json');
    const stock = '00000000-0000-0000-0000-0000000000b1|shop/stock CertificateSoonGone degraded';
    expect(told).toEqual([[`${stock} 09:30:00–09:33:00`, `${stock} 09:33:00`]]);
  });

  it('the leases of nodes are beats; one that ran out before another was renewed is an error of its node', async () => {
    const { told } = await read('kubernetes/leases.json');
    expect(told).toEqual([
      ['beat node-1 10:00:05.123', 'node-1 availability ok 10:00:05.123'],
      ['beat node-2 09:55:00', 'node-2 availability ok 09:55:00', 'node-2 availability error 09:55:40–10:00:05.123'],
      'skipped: objects of kind Lease',
    ]);
  });
});

describe('what Kubernetes says in a cluster that the path names', () => {
  it('is said of its own nodes and workloads', async () => {
    const { told: events } = await read('kubernetes-events/list.json', { cluster: 'east' });
    expect(events).toContainEqual(['east/node-2 availability error 09:10:00']);
    expect(events).toContainEqual(['east/shop/stock availability error 09:12:00']);
    const { told: leases } = await read('kubernetes/leases.json', { cluster: 'east' });
    expect(leases[0]).toEqual(['beat east/node-1 10:00:05.123', 'east/node-1 availability ok 10:00:05.123']);
  });
});

describe('alerts', () => {
  it('of a webhook are an error from their start, an ok at their end; those that fire for show are left out', async () => {
    const { format, told } = await read('alertmanager/webhook.json');
    expect(format).toBe('alertmanager');
    expect(told).toEqual([
      ['shop/stock error error 09:02:00–09:41:00', 'shop/stock error ok 09:41:00'],
      ['10.20.1.12|stock latency degraded 09:03:00'],
      'skipped: alerts that ask nobody to act (severity none or info, Watchdog)',
      'skipped: alerts whose labels name no instance, pod, node or service',
    ]);
  });

  it('of the API fire until they were last updated, silenced or not; pending ones do not yet', async () => {
    expect((await read('alertmanager/api-v2.json')).told).toEqual([['10.20.1.12 saturation error 09:04:00–09:20:00']]);
    expect((await read('alertmanager/prometheus-v1.json')).told).toEqual([
      ['stock availability error 09:05:00.500'],
      'skipped: alerts that are pending: not for long enough yet',
    ]);
  });
});

describe('CloudWatch alarms', () => {
  it('hold from one change of state to the next, of the machine that a change of their configuration names', async () => {
    const { format, told } = await read('aws-cloudwatch-alarms/history.json');
    expect(format).toBe('aws-cloudwatch-alarms');
    expect(told).toEqual([
      ['i-0aa0000000000002|stock-cpu saturation ok 09:40:00.100'],
      ['i-0aa0000000000002|stock-cpu saturation error 09:10:00.100–09:40:00.100'],
      ['shop-front shop-front error 09:05:00–09:40:00.100'],
      'skipped: alarms without enough data to tell',
      'skipped: changes of configuration, and actions',
      'skipped: changes of configuration, and actions',
    ]);
  });

  it('as they are described hold from when they came into their state until it was last updated', async () => {
    expect((await read('aws-cloudwatch-alarms/alarms.json')).told).toEqual([
      ['shop-front error error 09:20:00–09:44:00'],
      ['i-0aa0000000000002|stock-status availability ok 09:00:00'],
      'skipped: alarms without enough data to tell',
      // Of a composite alarm its rule says whose it is, where all alarms in it are of one.
      ['shop-front availability error 09:21:00'],
      ['shop shop ok 09:00:00'],
    ]);
  });
});

describe('syslog', () => {
  it('of RFC 5424 gives errors and worse of machine and program, and what systemd says of units', async () => {
    const { format, told, records } = await read('syslog/rfc5424.log');
    expect(format).toBe('syslog');
    expect(told).toEqual([
      'skipped: messages of severity warning and below',
      ['10.20.1.12|stock error error 09:02:11.250'],
      ['cart error error 09:02:12.250'],
      ['stock-1|stock availability error 09:03:00'],
      ['stock-1|stock availability ok 09:05:00'],
    ]);
    expect(records[1]).toMatchObject([{ severity: '4', message: 'stock, error: cannot reach the data base' }]);
  });

  it('of RFC 3164 has its year assumed; in files without severity, only units and memory tell', async () => {
    const { told, assumed } = await read('syslog/messages');
    expect(assumed).toEqual(["year 2026 (nearest to the file's time)"]);
    expect(told).toEqual([
      'skipped: messages without a severity',
      ['stock-1 saturation error 09:02:12'],
      ['stock-1|stock availability error 09:02:13'],
      ['10.20.1.12|stock availability ok 09:04:00'],
      'skipped: messages without a severity',
      ['stock-1|stock error error 09:06:00'],
    ]);
  });

  it('is read from the journal as well', async () => {
    expect(await read('syslog/journal.json')).toMatchObject({
      format: 'syslog',
      told: [['stock-1|stock error error 09:02:00'], 'skipped: messages of severity warning and below'],
    });
  });
});

describe('Nagios', () => {
  it('says in its log when states changed; soft ones are degraded, and UNKNOWN says nothing', async () => {
    const { format, told } = await read('nagios/nagios.log');
    const other = 'skipped: entries that say no state (notifications, commands, the program itself)';
    expect(format).toBe('nagios');
    expect(told).toEqual([
      other,
      other,
      ['stock-1|stock-1 availability ok 08:58:20'],
      ['HTTP|stock-1 availability ok 08:58:20'],
      ['HTTP|stock-1 availability degraded 09:00:00–09:01:00'],
      ['HTTP|stock-1 availability error 09:01:00–10:00:00'],
      other,
      'skipped: checks that could not tell (UNKNOWN)',
      // It is down to the last state that the log holds; a command says nothing of it.
      ['10.20.1.13|10.20.1.13 availability error 09:02:00–10:00:00'],
      ['HTTP|stock-1 availability ok 10:00:00'],
      other,
    ]);
  });

  it('says in status.dat what it knows at one moment, a block a host or service', async () => {
    const { told } = await read('nagios/status.dat');
    expect(told.filter((each) => typeof each !== 'string')).toEqual([
      ['10.20.1.13|10.20.1.13 availability error 09:02:00–10:01:30'],
      ['HTTP|stock-1 availability ok 10:00:00'],
    ]);
    expect(told.filter((each) => each === 'skipped: hosts and services that were never checked')).toHaveLength(1);
  });
});

describe('checks of Consul that stand alone', () => {
  it('are of services by name; a node that serf hears beats, and one that it does not hear fails', async () => {
    const { format, told } = await read('consul/checks.json');
    expect(format).toBe('consul');
    expect(told).toEqual([
      ['beat node-1 00:00:00'],
      ['node-2 serfHealth error 00:00:00'],
      ['cart service:cart-2 degraded 00:00:00'],
      'skipped: checks of nodes and services that are under maintenance',
    ]);
  });
});

describe('a subject', () => {
  it.each([
    ['10.0.0.1:9100', { ip: '10.0.0.1' }],
    ['[2001:db8::1]:9100', { ip: '2001:db8::1' }],
    ['2001:db8::1', { ip: '2001:db8::1' }],
    ['https://shop.example:8443/health?x=1', { host: 'shop.example' }],
    ['http://user@10.0.0.1/', { ip: '10.0.0.1' }],
    ['ip-10-20-1-12.eu-west-1.compute.internal', { ip: '10.20.1.12' }],
    ['ip-10-20-1', { host: 'ip-10-20-1' }],
    ['web-1:80', { host: 'web-1' }],
  ])('called %s is %o', (called, subject) => {
    expect(machineSubject(called)).toEqual(subject);
  });

  it.each([
    [
      { namespace: 'shop', pod: 'cart-0', service: 'cart', instance: '10.0.0.9:80' },
      { source_vm_id: 'shop/cart-0', service: 'shop/cart' },
    ],
    // What a scraper put in its place stands beside it.
    [
      {
        job: 'kube-state-metrics',
        exported_pod: 'cart-0',
        exported_namespace: 'shop',
        pod: 'ksm-0',
        namespace: 'kube',
        service: 'ksm',
      },
      { source_vm_id: 'shop/cart-0', service: null },
    ],
    [
      { job: 'kube-state-metrics', namespace: 'shop', deployment: 'cart', instance: '10.0.0.9:80' },
      { service: 'shop/cart' },
    ],
    [
      { job: 'kube-state-metrics', node: 'node-1', instance: '10.0.0.9:80' },
      { host: 'node-1', service: null },
    ],
    [
      { instance: '10.0.0.9:80', job: 'cart' },
      { ip: '10.0.0.9', service: 'cart' },
    ],
    [
      { instance: 'https://cart.example/', job: 'blackbox' },
      { host: 'cart.example', service: null },
    ],
    [
      { instance_id: 'i-1', instance: '10.0.0.9:80', app: 'cart', job: 'node' },
      { source_vm_id: 'i-1', service: 'cart' },
    ],
  ])('with labels %o is %o', (labels, subject) => {
    expect(labelledSubject(labels)).toEqual(subject);
  });
});

describe('the symptom', () => {
  it.each([
    ['HighRequestLatency', 'latency'],
    ['HTTPCode_Target_5XX_Count', 'error'],
    ['CPUUtilization', 'saturation'],
    ['NodeFilesystemAlmostOutOfSpace', 'saturation'],
    ['StatusCheckFailed', 'availability'],
    ['TargetDown', 'availability'],
    ['KubePodNotReady', 'availability'],
    ['CertificateExpiry', 'certificateexpiry'],
  ])('of %s is %s', (name, kind) => {
    expect(symptomOf(name)).toBe(kind);
  });
});

describe('a log of changes', () => {
  it('holds a state until the next of its subject in time, the last to the end of the log; in any order', () => {
    const log = createStateLog();
    for (const [subject, time] of [
      ['a', 30],
      ['b', 50],
      ['a', 10],
      ['a', 30],
      ['a', NaN],
    ] as const)
      log.note(subject, time);
    expect([log.until('a', 10), log.until('a', 30), log.until('b', 50), log.until('c', 0)]).toEqual([30, 50, null, 50]);
  });
});
