import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DependencyMap } from '../../shared/model/map.ts';
import { buildSeconds, cost, removeDatabase, type Cost } from './build-map.ts';
import type { Evidence } from './evidence.ts';
import { measure, type Measured } from './measure.ts';
import type { Programs } from './programs.ts';

/** What was measured over one big set of socket logs. */
export interface ConnectionFigures {
  readonly evidence: Evidence;
  readonly repeats: number;
  readonly import: Cost;
  readonly buildSeconds: number;
  readonly map: Cost;
  readonly scan: Cost;
  readonly raw: Cost;
  readonly caseBytes: number;
  readonly connections: NonNullable<DependencyMap['connections']>;
  readonly dependencies: number;
}

/** Measures one set of socket logs: import and map, beside DuckDB that only reads the same files. Fails where a direction is not known. */
export async function measureConnections(
  programs: Programs,
  evidence: Evidence,
  scratch: string,
  repeats: number,
): Promise<ConnectionFigures> {
  const { folder } = evidence;
  const file = join(scratch, 'connections.aftermap');
  const database = join(scratch, 'by-hand.duckdb');
  const runs = { import: [], map: [], scan: [], raw: [] } as Record<'import' | 'map' | 'scan' | 'raw', Measured[]>;
  for (let nth = 1; nth <= repeats; nth += 1) {
    console.error(`${evidence.size} connection records, run ${nth} of ${repeats}`);
    await removeDatabase(file);
    await removeDatabase(database);
    runs.scan.push(await measure(programs.byHand, ['settings', 'scan-connections'], folder));
    runs.raw.push(
      await measure(programs.byHand, [`--database=${database}`, '--hash', 'settings', 'raw-connections'], folder),
    );
    runs.import.push(await measure(programs.commandLine, ['import', folder, '--case', file, '--json']));
    runs.map.push(await measure(programs.commandLine, ['map', '--case', file, '--json']));
    for (const [name, of] of Object.entries(runs)) console.error(`  ${name} ${of.at(-1)?.seconds.toFixed(2)} s`);
    console.error(runs.import.at(-1)?.stderr);
  }
  const { connections, dependencies } = JSON.parse(runs.map.at(-1)?.stdout ?? '{}') as DependencyMap;
  if (!connections || connections.undirected > 0 || connections.resolved === 0)
    throw new Error(`The map has not every direction: ${JSON.stringify(connections)}`);
  const { size: caseBytes } = await stat(file);
  await removeDatabase(file);
  await removeDatabase(database);
  return {
    evidence,
    repeats,
    import: cost(runs.import),
    buildSeconds: buildSeconds(runs.import),
    map: cost(runs.map),
    scan: cost(runs.scan),
    raw: cost(runs.raw),
    caseBytes,
    connections,
    dependencies: dependencies.length,
  };
}
