import { expect, test } from 'vitest';
import { exhibit } from '../../../renderer/words/exhibit.ts';
import type { Dossier } from '../../../shared/model/dossier.ts';
import { fromIso } from '../../../shared/model/time.ts';

const at = fromIso('2026-03-04T14:06:15.031Z') ?? NaN;

const dossier: Dossier = {
  client: 'svc-c',
  server: 'svc-d',
  index: 4,
  count: 61,
  lookups: 23,
  contested: 0,
  failures: 38,
  firstSeen: at,
  lastSeen: at,
  instances: [],
  lookup: {
    time: at,
    name: 'service-d.svc.internal',
    type: 'A',
    responseCode: 'SERVFAIL',
    seenAs: 'failure',
    answers: [],
    steps: [
      {
        role: 'request',
        text: 'c-91 asked for service-d.svc.internal (A)',
        validFrom: null,
        validTo: null,
        record: {
          citation: { source: 3, path: 'dns/requests.csv', line: 18204 },
          raw: '2026-03-04,c-91,A',
          problem: null,
        },
      },
      {
        role: 'source',
        text: 'c-91 belongs to subscription 8a2e',
        validFrom: at,
        validTo: null,
        record: { citation: { source: 5, path: 'vm.csv', line: 12 }, raw: null, problem: 'the file has changed' },
      },
    ],
  },
};

const names = (id: string): string => ({ 'svc-c': 'Container Management', 'svc-d': 'Service D' })[id] ?? id;

test('an exhibit names both services, the lookup, and every record with its file, line and raw text', () => {
  expect(exhibit(dossier, names, undefined, { from: at, to: at + 60_000_000 })).toBe(
    `Exhibit: Container Management depends on Service D
Lookup 5 of 61; 23 lookups, 38 failures, 0 contested
Window 2026-03-04T14:06:15.031Z to 2026-03-04T14:07:15.031Z
2026-03-04T14:06:15.031Z  service-d.svc.internal A -> SERVFAIL

request: c-91 asked for service-d.svc.internal (A)
  dns/requests.csv : 18204
  2026-03-04,c-91,A
source: c-91 belongs to subscription 8a2e
  vm.csv : 12
  not readable: the file has changed
`,
  );
});
