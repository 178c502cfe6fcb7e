import type { ServiceId } from '../../shared/model/map.ts';
import { useNames } from '../derive/use-case.ts';
import { Answered } from '../parts/Answered.tsx';
import { ServiceLink } from '../parts/ServiceLink.tsx';
import { useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import { count, plural } from '../words/format.ts';
import { DependencyList } from './DependencyList.tsx';

interface CellPanelProps {
  readonly service: ServiceId;
  /** Null: all regions. */
  readonly region: string | null;
}

/** A cell of the heatmap: the dependencies whose lookups it counts, and the rules it is against. */
export function CellPanel({ service, region }: CellPanelProps) {
  const nameOf = useNames();
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const rules = useChoice((c) => c.rules);
  const at = window === null ? {} : { window };
  const map = useQuery('map.read', target === null ? null : { ...at, service: target });
  const report = useQuery(
    'regions.read',
    target === null ? null : { ...at, service: target, ...(rules ? { rules: rules.rules } : {}) },
  ).value;
  const violations =
    report?.violations.filter((v) => v.path.at(-1) === service && (region === null || v.region === region)) ?? [];
  return (
    <>
      <h2 className="inspector-title">
        <ServiceLink service={service} /> <span className="quiet">in</span> {region ?? 'all regions'}
      </h2>
      {violations.length > 0 && (
        <ul className="steps">
          {violations.map((v) => (
            <li key={`${v.rule} ${v.path.join('>')} ${v.region}`} className="step step-error">
              <div>
                <b>Against {v.rule}</b> <span className="chip">{v.kind}</span>
              </div>
              <div className="small">{v.path.map(nameOf).join(' → ')}</div>
              <div className="small">
                {v.why} · {plural(v.lookups, 'lookup')}
              </div>
            </li>
          ))}
        </ul>
      )}
      <Answered answer={map} waiting="Reading its dependencies…">
        {({ dependencies }) => {
          const figure = (regions: Readonly<Record<string, number>>) =>
            region === null ? Object.values(regions).reduce((sum, n) => sum + n, 0) : (regions[region] ?? 0);
          const counted = dependencies.filter((d) => d.server === service && figure(d.regions) > 0);
          return (
            <>
              <p className="small">
                {plural(
                  counted.reduce((sum, d) => sum + figure(d.regions), 0),
                  'lookup',
                )}{' '}
                by the target and what it reaches, from {count(counted.length)} of its clients.
              </p>
              <DependencyList
                title="Dependencies"
                end="both"
                none="No lookup of the window gave this region."
                dependencies={counted}
                figure={(d) => figure(d.regions)}
              />
            </>
          );
        }}
      </Answered>
    </>
  );
}
