import type { RegionalDependency } from '../../shared/model/regions.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { groupBy } from '../../shared/graph/group.ts';
import { useNames } from '../derive/use-case.ts';
import { Answered } from '../parts/Answered.tsx';
import { select } from '../store/select.ts';
import { useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import { count, plural, stamp } from '../words/format.ts';

interface RegionalDependenciesProps {
  /** The services looked up; null: all. */
  readonly servers: readonly ServiceId[] | null;
  /** The region of the answers; null: any. */
  readonly region: string | null;
  /** The region of the clients; null: any. */
  readonly askedFrom: string | null;
}

const SHOWN = 200;

/** The dependencies that cells of the heatmap count, the most used first; each opens its lookups of that region alone. */
export function RegionalDependencies({ servers, region, askedFrom }: RegionalDependenciesProps) {
  const nameOf = useNames();
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const answer = useQuery(
    'regions.dependencies',
    target === null
      ? null
      : {
          service: target,
          ...(window === null ? {} : { window }),
          ...(servers === null ? {} : { servers }),
          ...(region === null ? {} : { region }),
          ...(askedFrom === null ? {} : { askedFrom }),
        },
  );
  const open = ({ client, server }: Pair) =>
    select({
      kind: 'dependency',
      client,
      server,
      index: 0,
      ...(region === null ? {} : { region }),
      ...(askedFrom === null ? {} : { askedFrom }),
    });
  return (
    <Answered answer={answer} waiting="Reading its dependencies…">
      {({ dependencies }) => {
        const pairs = pairsOf(dependencies);
        const counted = pairs.filter(({ lookups }) => lookups > 0);
        const contested = pairs.filter((pair) => pair.lookups === 0 && pair.contested > 0);
        const clients = new Set(counted.map(({ client }) => client)).size;
        return (
          <>
            {counted.length === 0 ? (
              <p className="small">No lookup by the target or what it reaches counts here in the window.</p>
            ) : (
              <p className="small">
                {plural(
                  counted.reduce((sum, { lookups }) => sum + lookups, 0),
                  'lookup',
                )}{' '}
                by the target and what it reaches, from {count(clients)} of its clients.
              </p>
            )}
            {counted.length > 0 && (
              <dl className="facts">
                <dt>First seen</dt>
                <dd className="mono">{stamp(Math.min(...counted.map(({ firstSeen }) => firstSeen)))}</dd>
                <dt>Last seen</dt>
                <dd className="mono">{stamp(Math.max(...counted.map(({ lastSeen }) => lastSeen)))}</dd>
              </dl>
            )}
            {counted.length > 0 && (
              <section className="dependency-list">
                <h3>
                  Dependencies <span>{count(counted.length)}</span>
                </h3>
                <ul>
                  {counted.slice(0, SHOWN).map((pair) => (
                    <li key={`${pair.client}>${pair.server}`}>
                      <button
                        type="button"
                        title={`${stamp(pair.firstSeen)} – ${stamp(pair.lastSeen)}`}
                        onClick={() => open(pair)}
                      >
                        <span />
                        <span className="cut">{`${nameOf(pair.client)} → ${nameOf(pair.server)}`}</span>
                        <span className="mono">{count(pair.lookups)}</span>
                      </button>
                    </li>
                  ))}
                </ul>
                {counted.length > SHOWN && (
                  <p className="small quiet">
                    {count(counted.length - SHOWN)} more with fewer lookups: fold less, or choose one service.
                  </p>
                )}
              </section>
            )}
            {contested.length > 0 && (
              <p className="small">
                {plural(
                  contested.reduce((sum, pair) => sum + pair.contested, 0),
                  'contested lookup',
                )}{' '}
                may belong here too:{' '}
                {contested.map(({ client, server }) => `${nameOf(client)} → ${nameOf(server)}`).join(', ')}.
              </p>
            )}
          </>
        );
      }}
    </Answered>
  );
}

type Pair = Omit<RegionalDependency, 'from' | 'region'>;

/** The same per client and server, over the regions. */
function pairsOf(dependencies: readonly RegionalDependency[]): readonly Pair[] {
  return [...groupBy(dependencies, ({ client, server }) => `${client}\n${server}`).values()]
    .flatMap((same): Pair[] => {
      const [first] = same;
      if (!first) return [];
      return [
        {
          client: first.client,
          server: first.server,
          lookups: same.reduce((sum, { lookups }) => sum + lookups, 0),
          contested: same.reduce((sum, { contested }) => sum + contested, 0),
          firstSeen: Math.min(...same.map(({ firstSeen }) => firstSeen)),
          lastSeen: Math.max(...same.map(({ lastSeen }) => lastSeen)),
        },
      ];
    })
    .sort((a, b) => b.lookups - a.lookups);
}
