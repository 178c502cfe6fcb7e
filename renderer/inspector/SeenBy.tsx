import type { ReactNode } from 'react';
import type { Dossier } from '../../shared/model/dossier.ts';
import type { Micros } from '../../shared/model/time.ts';
import { WITNESS_WORDS } from '../../shared/audit/words.ts';
import { Cite } from '../parts/Cite.tsx';
import { WitnessSign } from '../parts/Sign.tsx';
import { clock, count, stamp } from '../words/format.ts';

interface SeenByProps {
  readonly dossier: Dossier;
  readonly sharedConnections: number;
}

/** How the dependency was seen: what each witness counts, from when to when, and what declares it. */
export function SeenBy({ dossier, sharedConnections }: SeenByProps) {
  const { lookups, failures, contested, connections = 0, declarations = [], covered } = dossier;
  const asked = lookups + failures + contested > 0;
  const connected = (dossier.connectionCount ?? 0) > 0;
  const witness = asked ? (connected ? 'both' : 'dns') : connected ? 'connection' : 'declared';
  return (
    <table className="seen-by">
      <caption>
        <WitnessSign witness={witness} />{' '}
        {witness === 'declared' && declarations.length === 0
          ? 'Not seen in this window'
          : `Seen by ${seenWords(witness)}`}
      </caption>
      <tbody>
        <Line
          name="DNS"
          figure={asked ? count(lookups + failures) : '–'}
          first={dossier.firstSeen}
          last={dossier.lastSeen}
          none={covered?.dns === false ? 'no DNS log with answers hears the client then' : 'not looked up'}
        />
        <Line
          name="Connection"
          figure={connected ? count(connections) : '–'}
          first={dossier.connectedFirst ?? null}
          last={dossier.connectedLast ?? null}
          none={covered?.connection === false ? 'no socket log of either service then' : 'not connected'}
        >
          {sharedConnections > 0 && `${count(sharedConnections)} over a shared address`}
        </Line>
        <tr>
          <th scope="row">Declared</th>
          <td className="mono">{declarations.length > 0 ? 'yes' : '–'}</td>
          <td>
            {declarations.length === 0 ? (
              <span className="quiet">not declared in this window</span>
            ) : (
              declarations.map(({ record }) => (
                <span key={`${record.citation.source} ${record.citation.line}`} title={record.raw ?? undefined}>
                  <Cite citation={record.citation} />{' '}
                </span>
              ))
            )}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const seenWords = (witness: keyof typeof WITNESS_WORDS): string =>
  witness === 'declared' ? 'neither, only declared' : WITNESS_WORDS[witness];

interface LineProps {
  readonly name: string;
  readonly figure: string;
  readonly first: Micros | null;
  readonly last: Micros | null;
  readonly none: string;
  readonly children?: ReactNode;
}

function Line({ name, figure, first, last, none, children }: LineProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="mono">{figure}</td>
      <td>
        {first === null || last === null ? (
          <span className="quiet">{none}</span>
        ) : (
          <span className="mono" title={`First seen ${stamp(first)}, last seen ${stamp(last)} UTC`}>
            {stamp(first)} – {stamp(first).slice(0, 10) === stamp(last).slice(0, 10) ? clock(last) : stamp(last)}
          </span>
        )}
        {children && <div className="small">{children}</div>}
      </td>
    </tr>
  );
}
