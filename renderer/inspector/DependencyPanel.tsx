import { useEffect } from 'react';
import type { Dossier } from '../../shared/model/dossier.ts';
import type { Dependency, ServiceId } from '../../shared/model/map.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { useCase, useFleet, useNames, useWindow } from '../derive/use-case.ts';
import { Answered } from '../parts/Answered.tsx';
import { Button } from '../parts/Button.tsx';
import { copyText } from '../store/documents.ts';
import { selectDependency, selectService, stepThrough } from '../store/select.ts';
import { store } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import { count, plural } from '../words/format.ts';
import { exhibit } from '../words/exhibit.ts';
import { ChangePanel } from './ChangePanel.tsx';
import { FindingsOf } from './FindingsOf.tsx';
import { Followed } from './Followed.tsx';
import { countOf, placeWords, shownOf } from './shown-witness.ts';
import { SeenBy } from './SeenBy.tsx';
import { Ways } from './Ways.tsx';

interface DependencyPanelProps {
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly index: number;
  /** Which of its connections is shown; unset: its lookups are, as far as there are any. */
  readonly connection?: number;
  /** The window whose lookups are shown; unset: the one that is looked at. */
  readonly window?: TimeWindow;
  /** Only lookups that were answered in this region. */
  readonly region?: string;
  /** Only lookups that were asked from this region. */
  readonly askedFrom?: string;
}

/** The edge dossier: why is this dependency here, lookup by lookup, down to the raw lines. */
export function DependencyPanel(props: DependencyPanelProps) {
  const { client, server, index, connection, window: given, region, askedFrom } = props;
  const nameOf = useNames();
  const chosen = useWindow();
  const window = given ?? chosen;
  const summary = useCase().value;
  const dependency = useFleet().value?.dependencies.find((d) => d.client === client && d.server === server);
  const narrow = { ...(region === undefined ? {} : { region }), ...(askedFrom === undefined ? {} : { askedFrom }) };
  const place = { index, ...(connection === undefined ? {} : { connection }) };
  const dossier = useQuery(
    'dependency.dossier',
    window === null ? null : { client, server, window, ...place, ...narrow },
  );
  const copy = (shown: Dossier) =>
    void copyText(
      exhibit(shown, nameOf, summary, window, shownOf(shown, connection)),
      `Exhibit copied: ${placeWords(shown, shownOf(shown, connection))}.`,
    );
  useDossierKeys(dossier.value, connection, copy);

  return (
    <>
      <h2 className="inspector-title">
        <button type="button" className="service-link" onClick={() => selectService(client)}>
          {nameOf(client)}
        </button>{' '}
        <span className="quiet">→</span>{' '}
        <button type="button" className="service-link" onClick={() => selectService(server)}>
          {nameOf(server)}
        </button>
      </h2>
      <ChangePanel client={client} server={server} {...(given ? { window: given } : {})} />
      <Answered answer={dossier} waiting="Following it to its records…">
        {(shown) => (
          <>
            <Narrowed {...narrow} widen={() => selectDependency(client, server)} />
            <Chips dossier={shown} dependency={dependency} />
            <Facts dossier={shown} dependency={dependency} />
            <Ways dossier={shown} />
            <FindingsOf client={client} server={server} />
            <Followed dossier={shown} connection={connection} carried={dependency?.carried ?? false} copy={copy} />
          </>
        )}
      </Answered>
    </>
  );
}

interface NarrowedProps {
  readonly region?: string;
  readonly askedFrom?: string;
  readonly widen: () => void;
}

/** Says that only lookups of a region are shown, and leads to all of them. */
function Narrowed({ region, askedFrom, widen }: NarrowedProps) {
  if (region === undefined && askedFrom === undefined) return null;
  const words = [
    ...(askedFrom === undefined ? [] : [`asked from ${askedFrom}`]),
    ...(region === undefined ? [] : [`answered in ${region}`]),
  ];
  return (
    <div className="row">
      <span className="chip chip-narrow">only lookups {words.join(' and ')}</span>
      <Button look="link" onClick={widen}>
        All regions
      </Button>
    </div>
  );
}

function Chips({ dossier, dependency }: { readonly dossier: Dossier; readonly dependency: Dependency | undefined }) {
  const { lookups, failures, contested, instances } = dossier;
  const clients = new Set(instances.map(({ client }) => client)).size;
  const servers = new Set(instances.map(({ server }) => server)).size;
  const connections = dependency?.connections ?? 0;
  return (
    <div className="row">
      {connections > 0 && <span className="chip">{plural(connections, 'connection')}</span>}
      {failures > 0 ? (
        <span className="chip chip-fail">
          {count(failures)} of {plural(lookups + failures, 'lookup')} failed
        </span>
      ) : (
        (lookups > 0 || connections === 0) && <span className="chip">{plural(lookups, 'lookup')}</span>
      )}
      {clients > 0 && (
        <span
          className="chip"
          title={instances
            .map((pair) => `${pair.client} → ${pair.server}: ${plural(pair.lookups, 'lookup')}`)
            .join('\n')}
        >
          {plural(clients, 'instance')} → {count(servers)}
        </span>
      )}
      {(contested > 0 || lookups > 0) && (
        <span
          className={contested > 0 ? 'chip chip-contest' : 'chip'}
          title="Lookups for which this pair is one of several candidates; none of them counts in lookups"
        >
          {count(contested)} contested
        </span>
      )}
      {dependency?.carried && (
        <span className="chip" title="Not seen in the window; seen before it, with a silence that is usual for it">
          carried over
        </span>
      )}
    </div>
  );
}

function Facts({ dossier, dependency }: { readonly dossier: Dossier; readonly dependency: Dependency | undefined }) {
  const regions = Object.entries(dependency?.regions ?? {}).toSorted(([, a], [, b]) => b - a);
  return (
    <>
      <SeenBy dossier={dossier} sharedConnections={dependency?.sharedConnections ?? 0} />
      <dl className="facts">
        <dt>Regions</dt>
        <dd>
          {regions.length === 0 ? 'none seen' : regions.map(([region, n]) => `${region} ${count(n)}`).join(' · ')}
        </dd>
      </dl>
    </>
  );
}

/** Arrow keys leaf through the lookups or connections, E copies, wherever the focus is not in something that takes those keys. */
function useDossierKeys(
  dossier: Dossier | undefined,
  connection: number | undefined,
  copy: (dossier: Dossier) => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        !dossier ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        store.getState().overlay !== null
      )
        return;
      if (
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [role=tree], [role=slider]')
      )
        return;
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const of = shownOf(dossier, connection);
      if (step !== undefined) stepThrough(of, step, countOf(dossier, of));
      else if (event.key.toLowerCase() === 'e') copy(dossier);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
