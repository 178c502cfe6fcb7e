import type { Infrastructure, InfrastructureSubject } from '../../shared/model/infrastructure.ts';
import { INFRASTRUCTURE_NAMES } from '../../shared/map/infrastructure-words.ts';
import { Answered } from '../parts/Answered.tsx';
import { Cite } from '../parts/Cite.tsx';
import { ServiceLink } from '../parts/ServiceLink.tsx';
import { select } from '../store/select.ts';
import { useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import { count, fileName, plural } from '../words/format.ts';

/** What is kept apart from the map: sources that are no clients, names that are no service's, each with its mark and its records. */
export function InfrastructurePanel() {
  const window = useChoice((c) => c.window);
  const answer = useQuery('infrastructure.read', window === null ? {} : { window });
  return (
    <>
      <h2 className="inspector-title">Kept apart from the map</h2>
      <Answered answer={answer} waiting="Reading what is infrastructure…">
        {(value) => <Apart infrastructure={value} />}
      </Answered>
    </>
  );
}

function Apart({
  infrastructure: { lookups, subjects, suspects, leftOut },
}: {
  readonly infrastructure: Infrastructure;
}) {
  const total = Object.values(lookups).reduce((sum, n) => sum + n, 0);
  const sources = subjects.filter(({ bySource }) => bySource);
  const names = subjects.filter(({ bySource }) => !bySource);
  return (
    <>
      <p className="small">
        {total === 0
          ? 'No lookup of the window came from a source that is no client, or asked for a name that is no service’s.'
          : `${plural(total, 'lookup')}: counted among the unresolved, no dependency of any service.`}
      </p>
      <Subjects title="Sources that are no clients" subjects={sources} />
      <Subjects title="Names that are no service’s" subjects={names} />
      {suspects.length > 0 && (
        <section>
          <h3>May pass lookups on</h3>
          <ul className="steps">
            {suspects.map((one) => (
              <li key={one.service} className="step step-degraded">
                <ServiceLink service={one.service} />
                <span className="small">
                  Looked up {count(one.servers)} of {count(one.services)} services. It counts as a client all the same:
                  no mark is sure.
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {leftOut.length > 0 && (
        <section>
          <h3>Left out on reading</h3>
          <ul className="steps">
            {leftOut.map(({ source, path, reason, records }) => (
              <li key={`${source} ${reason}`} className="step">
                <span>
                  <button
                    type="button"
                    className="cite"
                    title={path}
                    onClick={() => select({ kind: 'source', source })}
                  >
                    {fileName(path)}
                  </button>
                </span>
                <span className="small">
                  {plural(records, 'record')} {reason}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Subjects({
  title,
  subjects,
}: {
  readonly title: string;
  readonly subjects: readonly InfrastructureSubject[];
}) {
  if (subjects.length === 0) return null;
  return (
    <section>
      <h3>
        {title} <span>{count(subjects.length)}</span>
      </h3>
      <ul className="steps">
        {subjects.map(({ kind, subject, mark, says, lookups, example }) => (
          <li key={`${kind} ${subject}`} className="step">
            <span>
              <b className="copyable">{subject}</b> <span className="chip">{INFRASTRUCTURE_NAMES[kind]}</span>
            </span>
            <span className="small">
              {mark} {says && <Cite citation={says} />}
            </span>
            <span className="small">
              {plural(lookups, 'lookup')}, first of {example.name} <Cite citation={example.record} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
