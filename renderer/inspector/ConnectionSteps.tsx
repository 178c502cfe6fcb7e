import type { ConnectionStep, FollowedConnection } from '../../shared/model/dossier.ts';
import { DIRECTION_WORDS, endOf } from '../words/witnesses.ts';
import { day, duration, fineClock, plural } from '../words/format.ts';
import { RecordStep } from './RecordStep.tsx';

const roles: Readonly<Record<ConnectionStep['role'], string>> = {
  connection: 'Connection',
  listening: 'Listening socket',
  source: 'Source',
  client: 'Client',
  address: 'Address',
  server: 'Server',
};

/** One connection, both of its ends, and the records that lead from it to the dependency, in order. */
export function ConnectionSteps({ connection }: { readonly connection: FollowedConnection }) {
  const { first, last, protocol, decidedBy, shared, contested, connections, records } = connection;
  return (
    <>
      <p className="lookup-line">
        <span className="mono copyable">{`${day(first)} ${fineClock(first)}`}</span>
        {last - first >= 500_000 && <span className="chip">lasted {duration(last - first)} at least</span>}
        {contested && <span className="chip chip-contest">contested</span>}
        {shared && <span className="chip chip-degraded">over a shared address</span>}
        <span className="mono copyable lookup-name">
          {endOf(connection, 'client')} → {endOf(connection, 'server')} {protocol}
        </span>
      </p>
      <p className="small">
        {DIRECTION_WORDS[decidedBy ?? 'none']}. {plural(records, 'record')} of {plural(connections, 'connection')}.
      </p>
      <ol className="steps">
        {connection.steps.map((step, i) => (
          <RecordStep key={`${step.role} ${i}`} {...step} role={roles[step.role]} />
        ))}
      </ol>
    </>
  );
}
