import { useFleet, useHealthMarks, useNames } from '../derive/use-case.ts';
import { Answered } from '../parts/Answered.tsx';
import { Button } from '../parts/Button.tsx';
import { Mark } from '../parts/Mark.tsx';
import type { MapNode } from '../store/grouping.ts';
import { toggleGroup } from '../store/regroup.ts';
import { selectService } from '../store/select.ts';
import { count, plural } from '../words/format.ts';
import { DependencyList } from './DependencyList.tsx';

/** A group of services: who is in it, what they need of each other and of others, and who needs them. */
export function GroupPanel({ group }: { readonly group: MapNode }) {
  const nameOf = useNames();
  const markOf = useHealthMarks();
  const own = new Set(group.services);
  return (
    <>
      <h2 className="inspector-title">
        {group.name} <span className="quiet">· {plural(group.services.length, 'service')}</span>
      </h2>
      <div className="row">
        <Button onClick={() => toggleGroup(group.id)}>Unfold or fold it on the map</Button>
      </div>
      <section className="dependency-list">
        <h3>
          Services <span>{count(group.services.length)}</span>
        </h3>
        <ul>
          {group.services.map((service) => (
            <li key={service}>
              <button type="button" title={service} onClick={() => selectService(service)}>
                <Mark mark={markOf(service).mark} />
                <span className="cut">{nameOf(service)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <Answered answer={useFleet()} waiting="Reading its dependencies…">
        {({ dependencies }) => {
          const ends = dependencies.map((one) => ({ one, from: own.has(one.client), to: own.has(one.server) }));
          const some = (from: boolean, to: boolean) =>
            ends.filter((end) => end.from === from && end.to === to).map(({ one }) => one);
          return (
            <>
              <DependencyList title="Within it" end="both" none="Nothing." dependencies={some(true, true)} />
              <DependencyList title="It depends on" end="both" none="Nothing." dependencies={some(true, false)} />
              <DependencyList title="Depended on by" end="both" none="Nobody." dependencies={some(false, true)} />
            </>
          );
        }}
      </Answered>
    </>
  );
}

/** What the services of one node of the grouped map need of those of another. */
export function GroupLinkPanel({ client, server }: { readonly client: MapNode; readonly server: MapNode }) {
  const [from, to] = [new Set(client.services), new Set(server.services)];
  return (
    <>
      <h2 className="inspector-title">
        {client.name} <span className="quiet">→</span> {server.name}
      </h2>
      <Answered answer={useFleet()} waiting="Reading its dependencies…">
        {({ dependencies }) => (
          <DependencyList
            title="Dependencies"
            end="both"
            none="None in this window."
            dependencies={dependencies.filter((one) => from.has(one.client) && to.has(one.server))}
          />
        )}
      </Answered>
    </>
  );
}
