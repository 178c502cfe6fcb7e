import { HEAT_STEPS } from '../../layout/heat.ts';
import { count } from '../../words/format.ts';

/** From no lookup to the most, and the mark of what is against a rule. */
export function HeatLegend({ counts }: { readonly counts: readonly number[] }) {
  const some = counts.filter((n) => n > 0);
  return (
    <span className="heat-legend small">
      none
      <i className="heat-0" />
      {some.length > 0 && (
        <>
          {count(Math.min(...some))}
          {Array.from({ length: HEAT_STEPS }, (_, step) => (
            <i key={step} className={`heat-${step + 1}`} />
          ))}
          {count(Math.max(...some))}
        </>
      )}
      <i className="heat-0 heat-against">!</i> against a rule
    </span>
  );
}
