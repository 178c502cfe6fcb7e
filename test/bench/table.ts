import type { Cost, Figures } from './build-map.ts';
import type { FirstView } from './first-view.ts';

const GIB = 2 ** 30;
const seconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} s`;
const gib = (bytes: number) => `${(bytes / GIB).toFixed(2)} GiB`;
const times = (value: number) => `${value.toFixed(2)} ×`;
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const aim = (met: boolean, text: string) => `${text}: ${met ? 'met' : 'not met'}`;

/** Rows of a Markdown table under their heads. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The figures of one big set: files to map, reading alone, windows. */
export function setTables(figures: Figures): string {
  const { evidence, windows } = figures;
  const name = `${evidence.lookups.toLocaleString('en')} lookups, ${evidence.format === 'csv' ? 'CSV' : 'Parquet'}`;
  const files = `${(evidence.bytes / 1e9).toFixed(2)} GB of files; case ${(figures.caseBytes / 1e9).toFixed(2)} GB; ${figures.dependencies} dependencies; runs: ${figures.repeats}`;
  return [
    `### ${name}`,
    `${files}.`,
    table(['what', 'time', 'peak memory', 'against', 'aim'], costRows(figures)),
    table(
      [
        'map of a window',
        'first',
        'median of 5',
        'dependencies',
        `× count(*) over ${windows.facts.toLocaleString('en')} facts (${ms(windows.countMs)})`,
        'aim',
      ],
      windows.windows.map(({ name: window, firstMs, medianMs, dependencies }) => [
        window,
        ms(firstMs),
        ms(medianMs),
        String(dependencies),
        times(medianMs / windows.countMs),
        aim(medianMs < 100, '< 100 ms'),
      ]),
    ),
  ].join('\n\n');
}

function costRows(figures: Figures): string[][] {
  const { import: reading, map, answersByHand, lookupsByHand, raw, buildSeconds, evidence } = figures;
  const whole: Cost = {
    seconds: reading.seconds + map.seconds,
    peakBytes: Math.max(reading.peakBytes, map.peakBytes),
  };
  const bounded = evidence.lookups >= 10_000_000 ? aim(whole.peakBytes <= 3 * GIB, '≤ 3 GiB') : '';
  const against = (hand: Cost) =>
    `${times(whole.seconds / hand.seconds)} time, ${times(whole.peakBytes / hand.peakBytes)} memory`;
  const ratioAim = (hand: Cost) => aim(whole.seconds <= 1.5 * hand.seconds, '≤ 1.5 × time');
  const readingOnly = reading.seconds - buildSeconds;
  return [
    ['`import`', seconds(reading.seconds), gib(reading.peakBytes), '', ''],
    ['`map --json`', seconds(map.seconds), gib(map.peakBytes), '', ''],
    ['**files → map**', seconds(whole.seconds), gib(whole.peakBytes), '', bounded],
    [
      'by hand, counting answers',
      seconds(answersByHand.seconds),
      gib(answersByHand.peakBytes),
      against(answersByHand),
      ratioAim(answersByHand),
    ],
    [
      'by hand, counting lookups',
      seconds(lookupsByHand.seconds),
      gib(lookupsByHand.peakBytes),
      against(lookupsByHand),
      ratioAim(lookupsByHand),
    ],
    ['reading alone (`import` without its build steps)', seconds(readingOnly), '', '', ''],
    ['raw tables and hashes', seconds(raw.seconds), gib(raw.peakBytes), `${times(readingOnly / raw.seconds)} time`, ''],
  ];
}

/** The figures of the window. */
export function firstViewTable({ electron, repeats, fromStart, fromWindow }: FirstView): string {
  return [
    '### First view of the sample',
    `*container-outage* opened in the real window (Electron ${electron}); runs: ${repeats}.`,
    table(
      ['from', 'to the map drawn', 'aim'],
      [
        ['the window begins to load', seconds(fromWindow), aim(fromWindow < 2, '< 2 s')],
        ['the process starts', seconds(fromStart), ''],
      ],
    ),
  ].join('\n\n');
}
