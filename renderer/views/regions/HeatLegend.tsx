import { HEAT_STEPS } from '../../layout/heat.ts';
import { count } from '../../words/format.ts';

/** From no lookup to the most, and the mark of what is against a rule. */
export function HeatLegend({ largest }: { readonly largest: number }) {
  return (
    <span className="heat-legend small">
      0
      {Array.from({ length: HEAT_STEPS + 1 }, (_, step) => (
        <i key={step} className={`heat-${step}`} />
      ))}
      {count(largest)}
      <i className="heat-0 heat-against">!</i> against a rule
    </span>
  );
}
