import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportFiles } from '../../../main/commands/report-files.ts';
import { reportSection, type Call, type Report } from '../../../shared/api.ts';
import { sampleFolder } from '../../engine-kit/sample.ts';
import { withCase, type Files } from '../../engine-kit/with-case.ts';

/** The silent sender, its failing path through two tenants and a service of none. */
const TENANTS: Readonly<Record<string, string>> = {
  board: 'quay',
  archive: 'quay',
  invoices: 'quay',
  orchestrator: 'drum',
  scale: 'drum',
  feed: '',
  ledger: 'helm',
  maps: 'helm',
  labels: 'helm',
};
const IDS = Object.keys(TENANTS);

const EVIDENCE = join(sampleFolder('silent-sender'), 'evidence');
const bytes = (name: string) => readFileSync(join(EVIDENCE, name));
const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
const TREE = rowsOf(bytes('service-tree.csv').toString());
const MACHINES = rowsOf(bytes('vm-inventory.csv').toString());

/** A service goes by a word that no sentence of a report uses. */
const idOf = (service: string) => `${service}-zq`;
const called = (text: string) => text.replaceAll(new RegExp(`(?<=^|,)(${IDS.join('|')})(?=,|$)`, 'gm'), idOf);

/** Names of files, kinds of symptoms, declarations and torn records name services of others, known and unknown. */
function evidence(): Files {
  const tree = TREE.map(([id = '', ...row]) =>
    [
      id,
      ...row.map((cell, at) => (id in TENANTS ? ([, , , , , TENANTS[id], `space-of-${id}`][at] ?? cell) : cell)),
    ].join(','),
  );
  const failing = /(,(?:board|ledger),,,(?:error|degraded),)availability(?=,)/g;
  const health = bytes('health.csv').toString().replaceAll(failing, '$1wait for Scan Feed and Label Printing');
  const declared = `${bytes('declared-dependencies.csv').toString()}ledger,ghost-vault,,\nghost-printer,labels,,\n`;
  return {
    'service-tree.csv': called(tree.join('\n')),
    'of-scan-feed/vm-inventory.csv': bytes('vm-inventory.csv'),
    'of-label-printing.csv': called(health),
    'declared.csv': called(declared),
    'policy.csv': called(
      bytes('policy-rules.csv').toString().replaceAll('parcel-south', 'helm').replaceAll('parcel-north', 'quay'),
    ),
    'torn.csv':
      'service_id,service_name,subscription_id,valid_from,valid_to\ng,Ghost Board,s,the day of Ghost Board,\n',
    ...Object.fromEntries(
      [
        'ip-inventory.csv',
        'heartbeats.csv.gz',
        'sockets-a.csv',
        'sockets-b.csv',
        'dns/requests.csv.gz',
        'dns/responses.csv.gz',
      ].map((name) => [name, bytes(name)]),
    ),
  };
}

/** All that the evidence calls a service, and what runs of it: ids, names, tenant, namespace, machines, addresses, hosts. */
function wordsOf(service: string): readonly string[] {
  const [, name = '', instance = '', subscription = ''] = TREE.find(([id]) => id === service) ?? [];
  const machines = MACHINES.filter((machine) => machine[1] === subscription);
  return [
    ...[
      idOf(service),
      name,
      instance,
      subscription,
      TENANTS[service] ?? '',
      `space-of-${service}`,
      `${service}.depot.example`,
    ],
    ...machines.flatMap(([container = '', , resource = '', , host = '', address = '']) => [
      container,
      resource,
      host,
      address,
    ]),
  ].filter((word) => word !== '');
}

/** Words of no known service, and of the files. */
const NOBODYS = [
  'ghost-vault',
  'ghost-printer',
  'Ghost Board',
  'of-scan-feed',
  'of-label-printing.csv',
  'torn.csv',
  'test.aftermap',
];

const found = (text: string, words: readonly string[]) =>
  words.filter((word) => new RegExp(`(?<![\\w-])${word.replaceAll('.', '\\.')}(?![\\w-]|\\.\\w)`, 'i').test(text));

/** Every text that a report is given out as, and all that they are made from. */
const textsOf = (report: Report) =>
  Object.entries({ ...reportFiles(report), 'the report itself': JSON.stringify(report) });

const read = (call: Call, service: string, tenant?: string) =>
  call('report.read', {
    service: idOf(service),
    sections: reportSection.options,
    rules: [
      { name: 'Parcel Ledger stays', services: [idOf('ledger')], allow: ['East'] },
      { name: 'Dispatch Board and all below', services: ['Dispatch Board'], forbid: ['West'] },
    ],
    plan: {
      scope: 'all',
      minutes: { '*': 2 },
      breaks: [{ client: idOf('feed'), server: idOf('scale') }],
      whatIf: { without: { services: [idOf('scale')] } },
    },
    ...(tenant === undefined ? {} : { tenant }),
  });

it('a report for one tenant names nobody else, in any file', async () => {
  await withCase(evidence(), async ({ call }) => {
    const all = IDS.flatMap(wordsOf);
    const whole = textsOf(await read(call, 'board'))
      .map(([, text]) => text)
      .join('\n');
    // What is looked for below is there to be found where nobody asks for a tenant.
    expect(found(whole, NOBODYS)).toEqual(NOBODYS);
    const named = IDS.flatMap((id) => wordsOf(id).slice(0, 2));
    expect(found(whole, named)).toEqual(named);
    expect(found(whole, all).length).toBeGreaterThan(2 * named.length);

    const quays = await read(call, 'board', 'QUAY');
    for (const [target, report] of [
      ['board', quays],
      ['orchestrator', await read(call, 'orchestrator', 'drum')],
    ] as const) {
      const tenant = TENANTS[target];
      const own = new Set(IDS.filter((id) => TENANTS[id] === tenant).flatMap(wordsOf));
      const others = [...all.filter((word) => !own.has(word)), ...NOBODYS];
      for (const [name, text] of textsOf(report)) expect(found(text, others), `${tenant}: ${name}`).toEqual([]);
      expect(found(JSON.stringify(report), [idOf(target)])).toEqual([idOf(target)]);
    }

    const { diagnosis, plan, tenant } = quays;
    expect(diagnosis?.finding).toMatch(/^Most likely begun at outside .* next tenant 2 /);
    expect(diagnosis?.origins.map(({ service, path }) => [service, path.map((step) => step.service)])).toEqual([
      ['outside', [idOf('board'), 'tenant 2', 'outside']],
      ['tenant 2', [idOf('board'), 'tenant 2']],
      ['tenant 1', [idOf('board'), 'tenant 1']],
      [idOf('board'), [idOf('board')]],
    ]);
    expect(
      plan?.waves.flatMap(({ wave, steps }) => steps.map(({ service, reason }) => `${wave} ${service}: ${reason}`)),
    ).toEqual([
      '1 tenant 1: 2 services of another tenant. Steps of quay wait for it.',
      '2 outside: 1 service whose tenant is not known for certain. Steps of quay wait for it.',
      '3 tenant 2: 1 service of another tenant. Steps of quay wait for it.',
      `4 ${idOf('board')}: Target. After tenant 2 (24 of 96 lookups failed), tenant 1 ×2.`,
    ]);
    expect(tenant?.leftOut).toEqual(
      expect.arrayContaining([
        'Trace: what speaks for and against 3 rivals of others.',
        'Trace: 1 weaker rival of others; the likeliest of each is given.',
        'Plan: 3 countermeasures at senders of others.',
        'Heartbeats: 1 silence of runtimes of others.',
        'Audit: 5 findings between services of others.',
      ]),
    );
  });
}, 120_000);
