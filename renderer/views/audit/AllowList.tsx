import type { AllowedPorts, PolicyReport } from '../../../shared/model/policy.ts';
import { deniedUses } from '../../../shared/policy/allow-list.ts';
import { useNames } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { copyText, saveText } from '../../store/documents.ts';
import { useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { plural } from '../../words/format.ts';

/** The smallest allow-list that covers what was seen, in words and as NetworkPolicies. */
export function AllowList({ report }: { readonly report: PolicyReport }) {
  const window = useChoice((c) => c.window);
  const nameOf = useNames();
  const yaml = useQuery('policy.yaml', window === null ? {} : { window });
  const { allowList } = report;
  if (allowList.length === 0) {
    return (
      <EmptyState title="Nothing was seen that would have to be allowed">
        <p className="small">Widen the window: the list covers what was looked up or connected in it.</p>
      </EmptyState>
    );
  }
  const denied = deniedUses(allowList);
  return (
    <div className="allow-list">
      <section className="panel allow-words" aria-label="Who must be let in">
        <p className="small">
          {plural(allowList.length, 'server')}: what was seen goes on, and nothing else.
          {denied > 0 && (
            <span className="fail-ink">
              {' '}
              {plural(denied, 'use is', 'uses are')} denied today: look at them before you allow them.
            </span>
          )}
        </p>
        <dl>
          {allowList.map(({ server, denied: against, blocked, ports: groups }) => (
            <div key={server}>
              <dt>{nameOf(server)}</dt>
              {groups.map(({ ports, namespaces, services }) => (
                <dd className="small" key={portsText(ports)}>
                  from{' '}
                  {[
                    ...namespaces.map((namespace) => `all of namespace ${namespace}`),
                    ...services.map((id) => `${nameOf(id)}${against.includes(id) ? ' (denied today)' : ''}`),
                  ].join(', ')}{' '}
                  <span className="quiet">{portsText(ports)}</span>
                </dd>
              ))}
              {blocked.map(({ service, by }) => (
                <dd className="small fail-ink" key={service}>
                  stays denied to {nameOf(service)} by {by.join(', ')}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </section>
      <section className="panel allow-yaml" aria-label="As NetworkPolicies">
        <Answered answer={yaml} waiting="Writing the NetworkPolicies…">
          {(value) => (
            <>
              <div className="row allow-tools">
                <h3>NetworkPolicy YAML</h3>
                <span className="grow" />
                <Button onClick={() => void copyText(value.yaml, 'NetworkPolicies copied.')}>Copy</Button>
                <Button onClick={() => void saveText(value.yaml, 'allow-list.yaml')}>Save YAML…</Button>
              </div>
              <pre className="mono copyable" tabIndex={0}>
                {value.yaml}
              </pre>
            </>
          )}
        </Answered>
      </section>
    </div>
  );
}

function portsText(ports: AllowedPorts['ports']): string {
  if (ports === null) return 'on every port: on which is not known';
  return `on ${ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ')}`;
}
