import type { Violation } from '../../../shared/model/regions.ts';
import { useNames } from '../../derive/use-case.ts';
import { select } from '../../store/select.ts';
import { plural } from '../../words/format.ts';

/** What ran where a rule does not allow it. */
export function Violations({ violations, file }: { readonly violations: readonly Violation[]; readonly file: string }) {
  const nameOf = useNames();
  return (
    <section className="panel findings" aria-label="Findings">
      <h3>
        {plural(violations.length, 'finding')} against {file}
      </h3>
      {violations.length === 0 && <p className="small">Every lookup of this window ran where the rules allow it.</p>}
      <ul>
        {violations.map((v) => {
          const server = v.path.at(-1) ?? v.service;
          return (
            <li key={`${v.rule} ${v.path.join('>')} ${v.region}`}>
              <span className={v.kind === 'direct' ? 'chip chip-fail' : 'chip chip-degraded'}>{v.kind}</span>
              <span>
                <b>{v.path.map(nameOf).join(' → ')}</b> ran in {v.region}; rule <i>{v.rule}</i>: {v.why}
              </span>
              <button
                type="button"
                className="cite"
                onClick={() => select({ kind: 'cell', service: server, region: v.region })}
              >
                {plural(v.lookups, 'lookup')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
