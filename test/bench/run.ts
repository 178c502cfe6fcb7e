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
  --write      puts the figures into docs/bench.md`;

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

if (values.help) console.log(USAGE);
else {
  const figures = await measureAll();
  console.log(figures);
  if (values.write) await keep(figures);
}

/** Everything that was asked for, as Markdown. */
async function measureAll(): Promise<string> {
  const sizes = sizesOf(values.sizes ?? (values.quick ? '1m' : '1m,10m'));
  const connections = sizesOf(values.connections ?? (values.quick ? 'none' : '10m'));
  const formats = (values.formats ?? (values.quick ? 'csv' : 'csv,parquet')).split(',');
  const runs = Number(values.runs ?? (values.quick ? 1 : 3));
  const folder = join(cache, 'bench');
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(join(folder, 'scratch-'));
  try {
    const programs = await makePrograms();
    const parts: string[] = [];
    const megabytes = values['per-format'];
    if (megabytes !== undefined)
      return [
        heading(),
        machineFacts(),
        formatsTable(await measureFormats(programs, scratch, Number(megabytes) * 1e6, runs, positionals), runs),
      ].join('\n\n');
    for (const size of sizes)
      for (const format of formats.filter(isFormat)) {
        const part = setTables(await measureSet(programs, await bigEvidence(folder, size, format), scratch, runs));
        console.error(`\n${part}\n`);
        parts.push(part);
      }
    for (const size of connections) {
      const part = connectionTable(
        await measureConnections(programs, await bigConnections(folder, size), scratch, runs),
      );
      console.error(`\n${part}\n`);
      parts.push(part);
    }
    if (!values.quick && !values['no-window'])
      parts.push(firstViewTable(await measureFirstView(programs, scratch, runs)));
    return [heading(), machineFacts(), ...parts].join('\n\n');
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
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

/** Puts the figures between their marks in docs/bench.md. */
async function keep(figures: string): Promise<void> {
  const path = join(root, 'docs', 'bench.md');
  const page = await readFile(path, 'utf8');
  const what = values['per-format'] === undefined ? 'figures' : 'figures of formats';
  const [begin, end] = [`<!-- ${what} -->`, `<!-- end of ${what} -->`];
  const [before, after] = [page.split(begin)[0], page.split(end)[1]];
  if (before === undefined || after === undefined) throw new Error(`${path} has lost the marks of its figures.`);
  const whole = `${before}${begin}\n\n${figures}\n\n${end}${after}`;
  await writeFile(path, await pretty(whole, { parser: 'markdown', printWidth: 120 }));
}
