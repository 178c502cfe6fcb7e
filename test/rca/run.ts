/**
 * Measures the diagnosis on public root-cause cases through the built command line: each case is written as export files,
 * imported and diagnosed by programs of their own, two at a time. Prints a table; with --write, docs/rca.md as well.
 * Usage: npm run rca -- FOLDER [--write] [--only TEXT]    (FOLDER holds the JSON files of the cases)
 */
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { runCliJson } from '../engine-kit/run-cli.ts';
import { NAIVE } from './naive.ts';
import { project } from './project.ts';
import { readCases, SYSTEMS, type Recorded, type System } from './recorded.ts';
import { rcaPage, type Placed } from './page.ts';

const LATE = 60;
const AT_ONCE = 2;

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean' }, only: { type: 'string' } },
  allowPositionals: true,
});
const folder = positionals[0] ?? '../shared/data/rca';

const jobs = (Object.keys(SYSTEMS) as System[]).flatMap((system) =>
  readCases(folder, system)
    .filter(({ id }) => id.includes(values.only ?? ''))
    .map((recorded) => ({ system, recorded })),
);
const placed: Placed[] = [];
let next = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) {
      placed.push(await place(job.system, job.recorded));
      process.stderr.write(`\r${placed.length} of ${jobs.length} cases`);
    }
  }),
);
process.stderr.write('\n');
const page = rcaPage(placed, LATE);
process.stdout.write(page);
if (values.write) writeFileSync(new URL('../../docs/rca.md', import.meta.url), page);

/** The place of the true root cause in each ranking, 1 first; 0 where it is not listed. */
async function place(system: System, recorded: Recorded): Promise<Placed> {
  const placeIn = (services: readonly string[]) => services.indexOf(recorded.rootCause) + 1;
  const naive = Object.entries(NAIVE).map(([name, rank]) => [name, placeIn(rank(recorded, 0))] as const);
  return {
    system,
    group: recorded.group,
    places: {
      Aftermap: placeIn(await diagnosed(recorded, 0)),
      late: placeIn(await diagnosed(recorded, LATE)),
      ...Object.fromEntries(naive),
    },
  };
}

async function diagnosed(recorded: Recorded, late: number): Promise<readonly string[]> {
  const path = await mkdtemp(join(tmpdir(), 'aftermap-rca-'));
  try {
    const exports = join(path, 'exports');
    await mkdir(exports);
    for (const [name, text] of Object.entries(project(recorded, late))) await writeFile(join(exports, name), text);
    const file = join(path, 'incident.aftermap');
    await runCliJson('import', exports, '--case', file);
    const asked = ['diagnose', '--case', file, '--service', recorded.target];
    const found = await runCliJson<{ origins: { service: string }[] }>(...asked);
    return found.origins.map(({ service }) => service);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
