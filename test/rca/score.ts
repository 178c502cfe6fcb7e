/**
 * Measures the diagnosis on public root-cause cases, top-1 / top-3 per system and group.
 * Usage: npx tsx test/rca/score.ts FOLDER [seconds that the alarm is late]
 */
import { diagnose } from '../../shared/diagnosis/diagnose.ts';
import { incidentWindow } from '../../shared/diagnosis/incident.ts';
import { groupBy } from '../../shared/graph/group.ts';
import { readCases, type Case } from './cases.ts';

const SYSTEMS = { PetShop: 'petshop_cases.json', 'Nezha Online Boutique': 'nezha_onlineboutique_cases.json' };
const [folder = '../shared/data/rca', late = '0'] = process.argv.slice(2);

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Place of the true root cause among the origins, 1 first; 0 where it is not among them. */
function placeOf({ map, health, target, rootCause }: Case): number {
  const window = incidentWindow(health, target, map.window);
  return diagnose({ map, health, target, window }).origins.findIndex(({ service }) => service === rootCause) + 1;
}

function line(name: string, places: readonly number[]): string {
  const within = (top: number) => places.filter((place) => place > 0 && place <= top).length / places.length;
  const found = within(Infinity).toFixed(3);
  return `${name.padEnd(40)}${String(places.length).padStart(4)}  ${within(1).toFixed(3)} / ${within(3).toFixed(3)}  (${found})`;
}

for (const [system, file] of Object.entries(SYSTEMS)) {
  const cases = readCases(new URL(file, `file://${process.cwd()}/${folder}/`), Number(late));
  const placed = cases.map((one) => ({ group: one.group, place: placeOf(one) }));
  print(
    line(
      system,
      placed.map(({ place }) => place),
    ),
  );
  for (const [group, of] of groupBy(placed, ({ group }) => group))
    print(
      line(
        `  ${group}`,
        of.map(({ place }) => place),
      ),
    );
}
