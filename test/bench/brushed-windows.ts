import { openCase } from '../../main/engine/case/case-file.ts';
import { createEngine } from '../../main/engine/engine.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { HOUR, MINUTE } from '../../shared/model/time.ts';
import { median } from './measure.ts';
import count_facts from './sql/count-facts.sql';

/** How long the map of one window took, asked as the window of the program asks. */
export interface BrushedWindow {
  readonly name: string;
  readonly firstMs: number;
  readonly medianMs: number;
  readonly dependencies: number;
}

export interface BrushedWindows {
  readonly windows: readonly BrushedWindow[];
  /** `select count(*)` over the facts per minute, and how many there are. */
  readonly countMs: number;
  readonly facts: number;
}

const REPEATS = 5;

// A program of its own: opens the case named and asks for the map of several windows. Prints a BrushedWindows as JSON.
const path = process.argv[2] ?? '';
const engine = createEngine();
const { span } = await engine.call('case.open', { path });
if (span === null) throw new Error(`${path} holds no lookups.`);
const noon = Math.floor((span.from + span.to) / 2 / HOUR) * HOUR;
const lasting = (length: number, from = noon): TimeWindow => ({ from, to: from + length });
const windows: BrushedWindow[] = [];
for (const [name, window] of [
  ['24 h', span],
  ['6 h', lasting(6 * HOUR)],
  ['1 h', lasting(HOUR)],
  ['5 min', lasting(5 * MINUTE)],
  ['1 h from 17.5 s past the minute', lasting(HOUR, noon + 17_500_000)],
] as const) {
  const took: number[] = [];
  let dependencies = 0;
  for (let nth = 0; nth <= REPEATS; nth += 1) {
    const began = performance.now();
    dependencies = (await engine.call('map.read', { window })).dependencies.length;
    took.push(performance.now() - began);
  }
  const [firstMs = 0, ...later] = took;
  windows.push({ name, firstMs, medianMs: median(later), dependencies });
}
await engine.close();
process.stdout.write(JSON.stringify({ windows, ...(await countFacts()) } satisfies BrushedWindows));

async function countFacts(): Promise<{ countMs: number; facts: number }> {
  const database = await openCase({ path, mode: 'read', evidence: [] });
  const took: number[] = [];
  let facts = 0;
  for (let nth = 0; nth <= REPEATS; nth += 1) {
    const began = performance.now();
    const reader = await database.connection.runAndReadAll(count_facts);
    facts = Number(reader.getRows()[0]?.[0]);
    took.push(performance.now() - began);
  }
  await database.close();
  return { countMs: median(took.slice(1)), facts };
}
