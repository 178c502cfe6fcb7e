import { groupBy } from '../../../shared/graph/group.ts';
import type { Violation } from '../../../shared/model/regions.ts';
import { useNames } from '../../derive/use-case.ts';
import { select } from '../../store/select.ts';
import { plural } from '../../words/format.ts';

/** What ran where a rule does not allow it: one line for each path and rule. */
export function Violations({ violations, file }: { readonly violations: readonly Violation[]; readonly file: string }) {
  const findings = [...groupBy(violations, ({ rule, path }) => `${rule} ${path.join('>')}`).values()];
  return (
    <section className="panel findings" aria-label="Findings">
      <h3>
        {plural(findings.length, 'finding')} against {file}
      </h3>
      {findings.length === 0 && <p className="small">Every lookup of this window ran where the rules allow it.</p>}
      <ul>
        {findings.map((finding) => (
          <Finding key={`${finding[0]?.rule} ${finding[0]?.path.join('>')}`} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

/** The regions of one path that a rule does not allow. */
function Finding({ finding }: { readonly finding: readonly Violation[] }) {
  const nameOf = useNames();
  const [first] = finding;
  if (!first) return null;
  const server = first.path.at(-1) ?? first.service;
  return (
    <li title={finding.map(({ why }) => why).join('\n')}>
      <span className={first.kind === 'direct' ? 'chip chip-fail' : 'chip chip-degraded'}>{first.kind}</span>
      <span>
        <b>{first.path.map(nameOf).join(' → ')}</b> in {finding.map(({ region }) => region).join(', ')}; rule{' '}
        <i>{first.rule}</i>
      </span>
      <span className="row">
        {finding.map(({ region, lookups }) => (
          <button
            key={region}
            type="button"
            className="cite"
            title={`The dependencies behind it, in ${region}`}
            onClick={() => select({ kind: 'cell', service: server, region })}
          >
            {plural(lookups, 'lookup')}
          </button>
        ))}
      </span>
    </li>
  );
}
