import type {
  CauseKind,
  ChangeClass,
  Comparison,
  ComparedUse,
  DependencyChange,
  Difference,
} from '../model/comparison.ts';
import { count, counted } from '../map/words.ts';
import { HOUR } from '../model/time.ts';

export const CLASSES: readonly ChangeClass[] = ['added', 'gone', 'moved', 'changed', 'same', 'not-observable'];
export const CAUSES: readonly CauseKind[] = ['coverage', 'service-tree', 'inventory', 'traffic', 'undetermined'];

/** A sign for each class, so that it is not told by colour alone. */
export const SIGNS: Readonly<Record<ChangeClass, string>> = {
  added: '+',
  gone: '−',
  moved: '⇢',
  changed: '≠',
  same: '=',
  'not-observable': '?',
};

/** What is said of a class. `not observable`: seen in one window, where no DNS log of the other hears the client. */
export const CLASS_NAMES: Readonly<Record<ChangeClass, string>> = {
  added: 'added',
  gone: 'gone',
  moved: 'moved',
  changed: 'changed',
  same: 'same',
  'not-observable': 'not observable',
};

export const CAUSE_NAMES: Readonly<Record<CauseKind, string>> = {
  coverage: 'log coverage',
  'service-tree': 'service tree',
  inventory: 'inventory',
  traffic: 'traffic',
  undetermined: 'undetermined',
};

/** How many dependencies stand in each class; together, every dependency of either window. */
export function countsOf(dependencies: readonly DependencyChange[]): Readonly<Record<ChangeClass, number>> {
  const counts = { added: 0, gone: 0, moved: 0, changed: 0, same: 0, 'not-observable': 0 };
  for (const { change } of dependencies) counts[change] += 1;
  return counts;
}

/** The comparison in one sentence, with its balance. */
export function comparisonInBrief({ dependencies, services }: Comparison): string {
  const counts = countsOf(dependencies);
  const shown = CLASSES.filter((change) => change !== 'not-observable' || counts[change] > 0);
  const kinds = shown.map((change) => `${count(counts[change])} ${CLASS_NAMES[change]}`).join(' + ');
  const touched = (['added', 'gone', 'renamed'] as const).flatMap((change) => {
    const n = services.filter((one) => one.change === change).length;
    return n === 0 ? [] : [`${count(n)} ${change}`];
  });
  const fleet = touched.length === 0 ? '' : `; services: ${touched.join(', ')}`;
  return `${counted(dependencies.length, 'dependency')} = ${kinds}${fleet}`;
}

/** What differs, in a few words: `lookups 12 → 40 an hour, regions`. */
export function differenceInWords({ differences, window, against }: DependencyChange): string {
  const words: Readonly<Record<Difference, string>> = {
    lookups: `lookups ${hourly(against)} → ${hourly(window)} an hour`,
    failures: `failures ${perHour(against.failures, against)} → ${perHour(window.failures, window)} an hour`,
    contested: `contested ${perHour(against.contested, against)} → ${perHour(window.contested, window)} an hour`,
    regions: 'regions',
    instances: 'instances',
  };
  return differences.map((one) => words[one]).join(', ');
}

/** Lookups per hour of covered time, to a sensible digit; a dash where nothing is covered. */
export const hourly = (use: ComparedUse): string => perHour(use.lookups, use);

function perHour(n: number, { covered }: ComparedUse): string {
  if (covered === 0) return '–';
  const rate = (n * HOUR) / covered;
  return rate >= 10 || rate === 0 ? count(Math.round(rate)) : rate.toFixed(1);
}

/** Hours of covered time: `3.8 h`. */
export const coveredHours = ({ covered }: ComparedUse): string => `${(covered / HOUR).toFixed(1)} h`;
