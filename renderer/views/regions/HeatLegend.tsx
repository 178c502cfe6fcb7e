import { HEAT_STEPS } from '../../layout/heat.ts';
import { count } from '../../words/format.ts';

/** From none to the most, and what the marks mean: empty cells that show that nothing ran there and those that do not, and rules. */
export function HeatLegend({ counts, flows }: { readonly counts: readonly number[]; readonly flows: boolean }) {
  const some = counts.filter((n) => n > 0);
  const [least, most] = [Math.min(...some), Math.max(...some)];
  return (
    <span className="heat-legend small">
      <i className="heat-0" /> not observed
      {!flows && (
        <>
          <i className="heat-0 heat-blind" /> not observable
        </>
      )}
      {some.length > 0 && (
        <>
          <span className="heat-legend-from">{count(least)}</span>
          {Array.from({ length: HEAT_STEPS }, (_, step) => (
            <i key={step} className={`heat-${step + 1}`} />
          ))}
          {count(most)}
        </>
      )}
      {!flows && (
        <>
          <i className="heat-0 heat-against">!</i> against a rule
        </>
      )}
    </span>
  );
}
