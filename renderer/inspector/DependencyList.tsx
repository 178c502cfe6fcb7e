import type { Dependency, ServiceId } from '../../shared/model/map.ts';
import { connectionsOf } from '../../shared/map/follow.ts';
import { useHealthMarks, useNames } from '../derive/use-case.ts';
import { Mark } from '../parts/Mark.tsx';
import { selectDependency } from '../store/select.ts';
import { count, plural } from '../words/format.ts';

interface DependencyListProps {
  readonly title: string;
  readonly dependencies: readonly Dependency[];
  /** Which end of each dependency is named. */
  readonly end: 'client' | 'server' | 'both';
  readonly none: string;
  /** The figure of a dependency; lookups unless given. */
  readonly figure?: (dependency: Dependency) => number;
}

const SHOWN = 200;

/** Dependencies, the most used first; each opens its dossier. */
export function DependencyList({
  title,
  dependencies,
  end,
  none,
  figure = ({ lookups }) => lookups,
}: DependencyListProps) {
  const nameOf = useNames();
  const markOf = useHealthMarks();
  const ordered = dependencies.toSorted((a, b) => figure(b) - figure(a) || b.failures - a.failures);
  const words = ({ client, server }: Dependency): string =>
    end === 'both' ? `${nameOf(client)} → ${nameOf(server)}` : nameOf(end === 'client' ? client : server);
  const marked = ({ client, server }: Dependency): ServiceId => (end === 'client' ? client : server);
  return (
    <section className="dependency-list">
      <h3>
        {title} <span>{count(dependencies.length)}</span>
      </h3>
      {dependencies.length === 0 && <p className="small quiet">{none}</p>}
      <ul>
        {ordered.slice(0, SHOWN).map((dependency) => (
          <li key={`${dependency.client}>${dependency.server}`}>
            <button
              type="button"
              title={words(dependency)}
              onClick={() => selectDependency(dependency.client, dependency.server)}
            >
              <Mark mark={markOf(marked(dependency)).mark} />
              <span className="cut">{words(dependency)}</span>
              {dependency.failures > 0 && <span className="mono fail-ink">{count(dependency.failures)} failed</span>}
              <span className="mono">
                {figure(dependency) === 0 && connectionsOf(dependency) > 0
                  ? plural(connectionsOf(dependency), 'connection')
                  : count(figure(dependency))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {ordered.length > SHOWN && (
        <p className="small quiet">
          {count(ordered.length - SHOWN)} more with fewer lookups: see the table of the Map.
        </p>
      )}
    </section>
  );
}
