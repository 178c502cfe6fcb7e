import type { ServiceId } from '../../shared/model/map.ts';
import { useNames } from '../derive/use-case.ts';
import { ServiceLink } from '../parts/ServiceLink.tsx';
import { useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import { plural, stamp } from '../words/format.ts';
import { RegionalDependencies } from './RegionalDependencies.tsx';

interface CellPanelProps {
  readonly service: ServiceId;
  /** Null: all regions. */
  readonly region: string | null;
}

/** A cell of the heatmap: the dependencies whose lookups it counts, what it hides, and the rules it is against. */
export function CellPanel({ service, region }: CellPanelProps) {
  const nameOf = useNames();
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const rules = useChoice((c) => c.rules);
  const report = useQuery(
    'regions.read',
    target === null
      ? null
      : { service: target, ...(window === null ? {} : { window }), ...(rules ? { rules: rules.rules } : {}) },
  ).value;
  const violations =
    report?.violations.filter((v) => v.path.at(-1) === service && (region === null || v.region === region)) ?? [];
  const reasons = report?.rows.find((row) => row.service === service)?.observability.reasons ?? [];
  return (
    <>
      <h2 className="inspector-title">
        <ServiceLink service={service} /> <span className="quiet">in</span> {region ?? 'all regions'}
      </h2>
      {violations.length > 0 && (
        <ul className="steps">
          {violations.slice(0, SHOWN).map((v) => (
            <li key={`${v.rule} ${v.path.join('>')} ${v.region}`} className="step step-error">
              <div>
                <b>Against {v.rule}</b> <span className="chip">{v.kind}</span>
              </div>
              <div className="small">{v.path.map(nameOf).join(' → ')}</div>
              <div className="small">
                {v.why} · {plural(v.lookups, 'lookup')}
              </div>
              <div className="small mono">
                {stamp(v.firstSeen)} – {stamp(v.lastSeen)}
              </div>
            </li>
          ))}
        </ul>
      )}
      {violations.length > SHOWN && (
        <p className="small">
          {plural(violations.length - SHOWN, 'more finding')} end here; all are in the list below the heatmap.
        </p>
      )}
      {reasons.length > 0 && (
        <section>
          <h3>What the logs could not show</h3>
          <ul className="reasons small">
            {reasons.map(({ reason, text }) => (
              <li key={reason}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <RegionalDependencies servers={[service]} region={region} askedFrom={null} />
    </>
  );
}

const SHOWN = 20;
