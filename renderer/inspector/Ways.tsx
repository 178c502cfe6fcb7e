import type { Dossier } from '../../shared/model/dossier.ts';
import { DIRECTION_NAMES, DIRECTION_WORDS } from '../words/witnesses.ts';
import { count, plural } from '../words/format.ts';

/** By which processes and on which port of the server it was connected, how the direction is known, and over which shared addresses. */
export function Ways({ dossier: { processes = [], sharedAddresses = [] } }: { readonly dossier: Dossier }) {
  if (processes.length === 0) return null;
  return (
    <section>
      <h3>Processes and ports</h3>
      <table className="ways">
        <thead>
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Server</th>
            <th scope="col">Direction</th>
            <th scope="col" className="numeric">
              Connections
            </th>
          </tr>
        </thead>
        <tbody>
          {processes.map((way) => (
            <tr key={`${way.clientProcess} ${way.serverProcess} ${way.serverPort} ${way.protocol} ${way.decidedBy}`}>
              <td>{way.clientProcess ?? <Unknown />}</td>
              <td>
                {way.serverProcess ?? <Unknown />}{' '}
                <span className="mono">
                  :{way.serverPort} {way.protocol}
                </span>
              </td>
              <td title={DIRECTION_WORDS[way.decidedBy ?? 'none']}>{DIRECTION_NAMES[way.decidedBy ?? 'none']}</td>
              <td className="numeric mono">{count(way.connections)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sharedAddresses.length > 0 && (
        <p className="small">
          Shared addresses on the way:{' '}
          {sharedAddresses
            .map(({ address, connections }) => `${address} (${plural(connections, 'connection')})`)
            .join(', ')}
        </p>
      )}
    </section>
  );
}

/** The host of that end recorded no process. */
const Unknown = () => (
  <span className="quiet" title="The host of this end recorded no process">
    not recorded
  </span>
);
