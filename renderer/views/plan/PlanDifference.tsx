import type { Hypothesis, PlanComparison } from '../../../shared/model/plan.ts';
import { countermeasurePlace } from '../../../shared/recovery/countermeasure-words.ts';
import { changesInWords } from '../../../shared/recovery/what-if-words.ts';
import { costWords } from '../../../shared/recovery/words.ts';
import { useNames } from '../../derive/use-case.ts';
import { plural } from '../../words/format.ts';

interface Line {
  readonly sign: '+' | '−' | '~';
  readonly text: string;
}

/** How one plan differs from another: steps, cycles, breaks, cost. */
export function PlanDifference({ found }: { readonly found: PlanComparison }) {
  const nameOf = useNames();
  const lines: readonly Line[] = [
    ...found.added.map(({ service, wave }): Line => ({ sign: '+', text: `${nameOf(service)}, wave ${wave}` })),
    ...found.gone.map(({ service, wave }): Line => ({ sign: '−', text: `${nameOf(service)}, was in wave ${wave}` })),
    ...found.moved.map(({ service, from, to }): Line => ({
      sign: '~',
      text: `${nameOf(service)}: wave ${from} → ${to}`,
    })),
    ...found.changed.map(({ service, what }): Line => ({ sign: '~', text: `${nameOf(service)}: ${what.join('; ')}` })),
    ...found.countermeasuresAdded.map((one): Line => ({ sign: '+', text: countermeasurePlace(one) })),
    ...found.countermeasuresGone.map((one): Line => ({ sign: '−', text: countermeasurePlace(one) })),
    ...found.cyclesAdded.map((members): Line => ({ sign: '+', text: `cycle of ${members.map(nameOf).join(', ')}` })),
    ...found.cyclesGone.map((members): Line => ({ sign: '−', text: `cycle of ${members.map(nameOf).join(', ')}` })),
    ...found.breaksAdded.map(({ client, server }): Line => ({
      sign: '+',
      text: `${nameOf(client)} starts without ${nameOf(server)}`,
    })),
    ...found.breaksGone.map(({ client, server }): Line => ({
      sign: '−',
      text: `${nameOf(client)} starts without ${nameOf(server)}`,
    })),
  ];
  return (
    <section aria-label="Differences" className="plan-difference">
      <p className="small">
        {costWords(found.before)} → {costWords(found.after)}; {plural(found.same, 'step')} the same
        {!found.sameEvidence && '; made from different evidence'}.
      </p>
      <Hypothetical side="The first" whatIf={found.whatIfs.before} />
      <Hypothetical side="The second" whatIf={found.whatIfs.after} />
      {lines.length === 0 ? (
        <p className="small">Nothing differs.</p>
      ) : (
        <ul>
          {lines.map(({ sign, text }) => (
            <li key={`${sign}${text}`} className="copyable">
              <span className="mono">{sign}</span> {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** That one of the plans is a what-if, and which. */
function Hypothetical({ side, whatIf }: { readonly side: string; readonly whatIf: Hypothesis | null }) {
  const nameOf = useNames();
  if (whatIf === null) return null;
  return (
    <p className="small">
      {side} is a what-if: {changesInWords(whatIf, nameOf).join(', ')}.
    </p>
  );
}
