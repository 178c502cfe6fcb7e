import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format as pretty } from 'prettier';
import { cache, root } from '../../build/project.mjs';
import { measureSet } from './build-map.ts';
import { measureConnections } from './build-connections.ts';
import { bigConnections, bigEvidence, type Format } from './evidence.ts';
import { measureFirstView } from './first-view.ts';
import { measureFormats } from './formats.ts';
import { machineFacts } from './machine.ts';
import { makePrograms } from './programs.ts';
import { connectionTable, firstViewTable, formatsTable, setTables } from './table.ts';

const USAGE = `npm run bench -- [--sizes 1m,10m] [--formats csv,parquet] [--connections 10m] [--runs 3] [--quick] [--no-window] [--per-format MB [FORMAT...]] [--write]
  --quick      1m, csv, one run, no connections, no window
  --sizes, --connections: lookups and connection records; 'none' for none of them
  --per-format each export format (or those that are named) alone, over files of so many megabytes, and nothing else
  --write      puts the figures into docs/bench.md, in the place of those of their kind`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string' },
    formats: { type: 'string' },
    connections: { type: 'string' },
    runs: { type: 'string' },
    quick: { type: 'boolean', default: false },
    'per-format': { type: 'string' },
    'no-window': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Figures, and the marks of docs/bench.md that they stand between. */
interface Chapter {
  readonly marks: 'figures' | 'figures of connections' | 'figures of formats';
  readonly parts: readonly string[];
}

if (values.help) console.log(USAGE);
else
  for (const { marks, parts } of (await measureAll()).filter(({ parts }) => parts.length > 0)) {
    const figures = [heading(), machineFacts(), ...parts].join('\n\n');
    console.log(figures);
    if (values.write) await keep(marks, figures);
  }

/** Everything that was asked for, as Markdown. */
async function measureAll(): Promise<readonly Chapter[]> {
  const sizes = sizesOf(values.sizes ?? (values.quick ? '1m' : '1m,10m'));
  const connections = sizesOf(values.connections ?? (values.quick ? 'none' : '10m'));
  const formats = (values.formats ?? (values.quick ? 'csv' : 'csv,parquet')).split(',').filter(isFormat);
  const runs = Number(values.runs ?? (values.quick ? 1 : 3));
  const folder = join(cache, 'bench');
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(join(folder, 'scratch-'));
  try {
    const programs = await makePrograms();
    const megabytes = values['per-format'];
    if (megabytes !== undefined) {
      const figures = await measureFormats(programs, scratch, Number(megabytes) * 1e6, runs, positionals);
      return [{ marks: 'figures of formats', parts: [formatsTable(figures, runs)] }];
    }
    const lookups: string[] = [];
    for (const size of sizes)
      for (const format of formats) {
        const set = await bigEvidence(folder, size, format);
        lookups.push(said(setTables(await measureSet(programs, set, scratch, runs))));
      }
    const sockets: string[] = [];
    for (const size of connections) {
      const set = await bigConnections(folder, size);
      sockets.push(said(connectionTable(await measureConnections(programs, set, scratch, runs))));
    }
    if (!values.quick && !values['no-window'])
      lookups.push(firstViewTable(await measureFirstView(programs, scratch, runs)));
    return [
      { marks: 'figures', parts: lookups },
      { marks: 'figures of connections', parts: sockets },
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A part, shown as soon as it is measured. */
function said(part: string): string {
  console.error(`\n${part}\n`);
  return part;
}

/** `1m,10m` as a list; `none` as an empty one. */
function sizesOf(text: string): readonly string[] {
  return text === 'none' ? [] : text.split(',');
}

/** The command that was asked. */
function heading(): string {
  const asked = process.argv.slice(2).join(' ');
  return `\`npm run bench${asked === '' ? '' : ` -- ${asked}`}\``;
}

function isFormat(text: string): text is Format {
  if (text === 'csv' || text === 'parquet') return true;
  throw new Error(`--formats takes csv and parquet, not ${text}.`);
}

/** Puts figures between their marks in docs/bench.md. */
async function keep(marks: Chapter['marks'], figures: string): Promise<void> {
  const path = join(root, 'docs', 'bench.md');
  const page = await readFile(path, 'utf8');
  const [begin, end] = [`<!-- ${marks} -->`, `<!-- end of ${marks} -->`];
  const [before, after] = [page.split(begin)[0], page.split(end)[1]];
  if (before === undefined || after === undefined) throw new Error(`${path} has lost the marks of its ${marks}.`);
  const whole = `${before}${begin}\n\n${figures}\n\n${end}${after}`;
  await writeFile(path, await pretty(whole, { parser: 'markdown', printWidth: 120 }));
}
