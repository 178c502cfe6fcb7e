import type { Countermeasure } from '../model/countermeasure.ts';
import type { Plan, Wave } from '../model/plan.ts';

/** A part of a plan in the order in which it is worked through: a wave, or what is done beside the restarts before or after one. */
export type RunbookPart =
  | { readonly wave: Wave; readonly beside: null }
  | { readonly wave: null; readonly beside: readonly Countermeasure[]; readonly when: string };

/** The waves of a plan with its countermeasures, in order. */
export function runbookOf({ waves, countermeasures }: Pick<Plan, 'waves' | 'countermeasures'>): readonly RunbookPart[] {
  const part = (beside: readonly Countermeasure[], when: string): RunbookPart[] =>
    beside.length > 0 ? [{ wave: null, beside, when }] : [];
  return waves.flatMap((wave): RunbookPart[] => [
    ...part(
      countermeasures.filter(({ beforeWave }) => beforeWave === wave.wave),
      `Before wave ${wave.wave}`,
    ),
    { wave, beside: null },
    ...part(
      countermeasures.filter(({ afterWave }) => afterWave === wave.wave),
      `After wave ${wave.wave}`,
    ),
  ]);
}
