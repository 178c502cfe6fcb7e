import type { ServiceId } from '../../shared/model/map.ts';
import { KIND_WORDS } from '../../shared/audit/words.ts';
import { useAudit } from '../derive/use-audit.ts';
import { useNames } from '../derive/use-case.ts';
import { Answered } from '../parts/Answered.tsx';
import { KindSign } from '../parts/Sign.tsx';
import { selectDependency } from '../store/select.ts';
import { count, plural } from '../words/format.ts';

interface BetweenPanelProps {
  readonly label: string;
  readonly clients: readonly ServiceId[];
  /** Null: whatever the clients depend on. */
  readonly servers: readonly ServiceId[] | null;
}

const SHOWN = 200;

/** The findings between two groups of services, the weightiest first; each opens its dossier. */
export function BetweenPanel({ label, clients, servers }: BetweenPanelProps) {
  const nameOf = useNames();
  const audit = useAudit();
  const from = new Set(clients);
  const to = servers && new Set(servers);
  return (
    <>
      <h2 className="inspector-title copyable">{label}</h2>
      <Answered answer={audit} waiting="Reading the findings…">
        {({ findings }) => {
          const between = findings.filter(({ client, server }) => from.has(client) && (to?.has(server) ?? true));
          return (
            <>
              <p className="small">{plural(between.length, 'finding')} between them.</p>
              <ul className="dependency-list">
                {between.slice(0, SHOWN).map(({ kind, client, server }) => (
                  <li key={`${kind} ${client} ${server}`}>
                    <button
                      type="button"
                      title={KIND_WORDS[kind].means}
                      onClick={() => selectDependency(client, server)}
                    >
                      <KindSign kind={kind} />
                      <span className="cut">
                        {nameOf(client)} → {nameOf(server)}
                      </span>
                      <span className="quiet small">{KIND_WORDS[kind].name}</span>
                    </button>
                  </li>
                ))}
              </ul>
              {between.length > SHOWN && (
                <p className="small">{count(between.length - SHOWN)} more; open the groups to see them one by one.</p>
              )}
            </>
          );
        }}
      </Answered>
    </>
  );
}
