import type { Cost, Figures } from './build-map.ts';
import type { ConnectionFigures } from './build-connections.ts';
import type { FormatFigures } from './formats.ts';
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
  const name = `${evidence.records.toLocaleString('en')} lookups, ${evidence.format === 'csv' ? 'CSV' : 'Parquet'}`;
  const files = `${(evidence.bytes / 1e9).toFixed(2)} GB of files; case ${(figures.caseBytes / 1e9).toFixed(2)} GB; ${figures.dependencies} dependencies; runs: ${figures.repeats}`;
  return [
    `### ${name}`,
    `${files}.`,
    table(['what', 'time', 'CPU', 'peak memory', 'Aftermap against it', 'aim'], costRows(figures)),
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
    cpuSeconds: reading.cpuSeconds + map.cpuSeconds,
    peakBytes: Math.max(reading.peakBytes, map.peakBytes),
  };
  const readingOnly = reading.seconds - buildSeconds;
  const row = (what: string, cost: Cost, against = '', aimed = '') => [
    what,
    seconds(cost.seconds),
    seconds(cost.cpuSeconds),
    gib(cost.peakBytes),
    against,
    aimed,
  ];
  const byHand = (what: string, hand: Cost) =>
    row(
      what,
      hand,
      `${times(whole.seconds / hand.seconds)} time, ${times(whole.cpuSeconds / hand.cpuSeconds)} CPU, ${times(whole.peakBytes / hand.peakBytes)} memory`,
      aim(whole.seconds <= 1.5 * hand.seconds, '≤ 1.5 × time'),
    );
  const bounded = evidence.records >= 10_000_000 ? aim(whole.peakBytes <= 3 * GIB, '≤ 3 GiB') : '';
  return [
    row('`import`', reading),
    row('`map --json`', map),
    row('**files → map**', whole, '', bounded),
    byHand('by hand, counting answers', answersByHand),
    byHand('by hand, counting lookups', lookupsByHand),
    ['reading alone (`import` without its build steps)', seconds(readingOnly), '', '', '', ''],
    row('raw tables and hashes', raw, `${times(readingOnly / raw.seconds)} time`),
  ];
}

/** The figures of one big set of socket logs. */
export function connectionTable(figures: ConnectionFigures): string {
  const { evidence, import: reading, map, scan, raw, connections } = figures;
  const against = (base: Cost) =>
    `${times(reading.seconds / base.seconds)} time, ${times(reading.cpuSeconds / base.cpuSeconds)} CPU, ${times(reading.peakBytes / base.peakBytes)} memory`;
  const row = (what: string, cost: Cost, ratio = '') => [
    what,
    seconds(cost.seconds),
    seconds(cost.cpuSeconds),
    gib(cost.peakBytes),
    ratio,
  ];
  return [
    `### ${evidence.records.toLocaleString('en')} connection records, CSV`,
    `${(evidence.bytes / 1e9).toFixed(2)} GB of files; case ${(figures.caseBytes / 1e9).toFixed(2)} GB; ${connections.resolved.toLocaleString('en')} connections between services, ${connections.folded.toLocaleString('en')} records folded; ${figures.dependencies} dependencies; runs: ${figures.repeats}.`,
    table(
      ['what', 'time', 'CPU', 'peak memory', '`import` against it'],
      [
        row('`import`', reading),
        ['of it, the build steps', seconds(figures.buildSeconds), '', '', ''],
        row('`map --json`', map),
        row('plain scan', scan, against(scan)),
        row('raw tables and hashes', raw, against(raw)),
      ],
    ),
  ].join('\n\n');
}

/** The figures of the window. */
export function firstViewTable({ electron, repeats, fromStart, fromWindow }: FirstView): string {
  return [
    '### First view of the sample',
    `*container-outage* opened in the real window (Electron ${electron}); runs: ${repeats}.`,
    table(
      ['from', 'to the map drawn', 'aim'],
      [
        ['the window begins to load', seconds(fromWindow), ''],
        ['the process starts', seconds(fromStart), aim(fromStart < 2, '< 2 s')],
      ],
    ),
  ].join('\n\n');
}

/** The figures of each export format. */
export function formatsTable(figures: readonly FormatFigures[], repeats: number): string {
  const mb = (bytes: number) => bytes / 1e6;
  return [
    '### Export formats',
    `Each over ${mb(figures[0]?.bytes ?? 0).toFixed(0)} MB made of its own small file; runs: ${repeats}. Longest time to tell a format: ${ms(Math.max(...figures.map(({ tellMs }) => tellMs)))}.`,
    table(
      ['format', 'records', 'read (CPU)', 'MB/s', 'plain scan by DuckDB', 'read against it', 'to tell it'],
      figures.map(({ format, bytes, records, readSeconds, scanSeconds, tellMs }) => [
        format,
        records.toLocaleString('en'),
        seconds(readSeconds),
        (mb(bytes) / readSeconds).toFixed(1),
        ms(scanSeconds * 1000),
        `${(readSeconds / scanSeconds).toFixed(0)} ×`,
        ms(tellMs),
      ]),
    ),
  ].join('\n\n');
}
