import { groupBy } from '../../shared/graph/group.ts';
import type { System } from './recorded.ts';

/** One case: the place of its root cause in each ranking, 1 first; 0 where it is not listed. */
export interface Placed {
  readonly system: System;
  readonly group: string;
  readonly places: Readonly<Record<string, number>>;
}

const RANKINGS = ['Aftermap', 'late', 'deepest failing dependency', 'highest severity', 'first onset'];

/** What was published for these systems, as it stands in the sources: not measured here. */
const PUBLISHED: Readonly<Record<System, readonly (readonly string[])[]>> = {
  PetShop: [
    ['traversal by anomaly score (re-implementation of the data set’s own baseline)', '0.515 / 0.838'],
    ['regression against the causal graph (like CIRCA; re-implementation)', '0.412 / 0.706'],
    ['naive, over the metric of the symptom alone: deepest failing dependency', '0.41 / 0.82'],
    ['naive, over the metric of the symptom alone: highest severity', '0.34 / 0.81'],
    ['naive, over the metric of the symptom alone: first onset', '0.13 / 0.57'],
  ],
  'Nezha, Online Boutique': [
    ['Nezha, from metrics, logs and traces', '0.929 / 0.964'],
    ['Nezha without logs', '0.643 / 0.643'],
    ['PDiagnose', '0.411 / 0.732'],
    ['MicroRank', '0.411 / 0.482'],
    ['MicroRCA', '0.161 / 0.625'],
    ['MicroScope', '0.125 / 0.411'],
    ['TraceAnomaly', '0.304 / 0.339'],
    ['naive, other ties: deepest failing dependency', '0.55 / 0.70'],
    ['naive, other ties: highest severity', '0.68 / 0.86'],
    ['naive, other ties: first onset', '0.70 / 0.84'],
  ],
};

/** The results as a page of Markdown. `late`: by how many seconds the alarm came late in the second column. */
export function rcaPage(placed: readonly Placed[], late: number): string {
  const systems = groupBy(placed, ({ system }) => system);
  const heads = RANKINGS.map((name) => (name === 'late' ? `alarm ${late} s late` : name));
  return [
    '# Root causes of public incidents',
    '',
    'Top-1 / top-3 accuracy: how often the service that was broken on purpose is the first rival, or one of the first three. Written by',
    '`npm run rca -- FOLDER --write`: each case is projected into export files (one lookup a minute of each dependency, each anomalous metric a',
    'health event, earlier cases of the scenario as history), read with `aftermap import` and answered by `aftermap diagnose --json`, without',
    'any option but the target. The naive rankings are taken over the same events, ties by name.',
    'The method and what was tried in sight of these cases: [Diagnosis](diagnosis.md).',
    '',
    ...[...systems].flatMap(([system, own]) => [
      `## ${system}`,
      '',
      ...table(
        ['', 'cases', ...heads],
        [
          ['**all**', ...row(own)],
          ...[...groupBy(own, ({ group }) => group)]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([group, of]) => [group, ...row(of)]),
        ],
      ),
      '',
      ...table(['published', 'top-1 / top-3'], PUBLISHED[system]),
      '',
    ]),
    'The published figures of Nezha are those of its paper (FSE 2023, table 3). It reads metrics, logs and traces; of the logs nearly all are',
    'missing from the public copy of the data, and exceptions and wrong returns show mainly there. In seven of the 56 cases the broken',
    'service shows no anomaly at all.',
    '',
  ].join('\n');
}

function row(placed: readonly Placed[]): string[] {
  return [String(placed.length), ...RANKINGS.map((name) => accuracy(placed.map(({ places }) => places[name] ?? 0)))];
}

function accuracy(places: readonly number[]): string {
  const within = (top: number) => places.filter((place) => place > 0 && place <= top).length / places.length;
  return `${within(1).toFixed(3)} / ${within(3).toFixed(3)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
