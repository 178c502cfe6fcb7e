import type { ComparedCitation, ComparedUse, DependencyChange } from '../../shared/model/comparison.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { CAUSE_NAMES, coveredHours, hourly } from '../../shared/comparison/told.ts';
import { useComparison } from '../derive/use-comparison.ts';
import { Button } from '../parts/Button.tsx';
import { ChangeSign } from '../parts/ChangeSign.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Cite } from '../parts/Cite.tsx';
import { openCase } from '../store/case.ts';
import { set, store } from '../store/store.ts';
import { count, dayMinute, fileName, windowText } from '../words/format.ts';

interface ChangePanelProps {
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly window?: TimeWindow;
}

/** What became of a dependency between the two windows that Map compares, and why; nothing where it does not compare. */
export function ChangePanel({ client, server, window: shown }: ChangePanelProps) {
  const { value } = useComparison().answer;
  const change = value?.dependencies.find((one) => one.client === client && one.server === server);
  if (!value || !change) return null;
  return (
    <section className="change-panel" aria-label="What differs">
      <div className="row">
        <ChangeSign change={change.change} />
        {change.differences.length > 0 && <span className="small">{change.differences.join(', ')}</span>}
      </div>
      <BothUses change={change} now={value.window} then={value.against} />
      {change.causes.length > 0 && <h3>Why</h3>}
      <ul className="causes">
        {change.causes.map((cause) => (
          <li key={cause.kind + cause.text}>
            <span className="chip">{CAUSE_NAMES[cause.kind]}</span>
            <p>{cause.text}</p>
            <div className="row">
              {cause.citations.map((citation) => (
                <ComparedCite
                  key={`${citation.side} ${citation.path} ${citation.line}`}
                  citation={citation}
                  elsewhere={value.againstCase !== null && citation.side === 'against'}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {value.againstCase === null ? (
        <div className="row">
          <span className="small quiet">Lookups of</span>
          <Choice
            label="Lookups of"
            value={shown === undefined ? 'window' : 'against'}
            options={[
              { value: 'window', label: 'the window' },
              { value: 'against', label: 'against' },
            ]}
            onChange={(side) => look(side === 'against' ? value.against : undefined)}
          />
        </div>
      ) : (
        <Button onClick={() => void openCase(value.againstCase?.path ?? '')}>
          Open {fileName(value.againstCase.path)} for its lookups
        </Button>
      )}
    </section>
  );
}

/** Shows the lookups of another window of the dependency that is selected. */
function look(window: TimeWindow | undefined): void {
  const { selection } = store.getState();
  if (selection?.kind !== 'dependency') return;
  const { client, server } = selection;
  set({ selection: { kind: 'dependency', client, server, index: 0, ...(window ? { window } : {}) } });
}

/** A record that a cause rests on; those of another case are named, and opened there. */
function ComparedCite({ citation, elsewhere }: { readonly citation: ComparedCitation; readonly elsewhere: boolean }) {
  if (!elsewhere) return <Cite citation={citation} />;
  return (
    <span className="mono small" title={`${citation.path}, in the other case`}>
      ‹ {fileName(citation.path)} : {count(citation.line)}
    </span>
  );
}

interface BothUsesProps {
  readonly change: DependencyChange;
  readonly now: TimeWindow;
  readonly then: TimeWindow;
}

function BothUses({ change, now, then }: BothUsesProps) {
  const seen = (at: number | null) => (at === null ? '–' : dayMinute(at).slice(5));
  const regions = (use: ComparedUse) =>
    Object.entries(use.regions)
      .map(([region, n]) => `${region} ${count(n)}`)
      .join(' · ') || '–';
  const rows: readonly (readonly [string, (use: ComparedUse) => string])[] = [
    ['Lookups', (use) => count(use.lookups)],
    ['Per covered hour', hourly],
    ['Covered by its logs', coveredHours],
    ['Failures', (use) => count(use.failures)],
    ['Contested', (use) => count(use.contested)],
    ['First seen', (use) => seen(use.firstSeen)],
    ['Last seen', (use) => seen(use.lastSeen)],
    ['Regions', regions],
    ['Instances', (use) => count(use.instances.length)],
  ];
  return (
    <table className="both-uses">
      <thead>
        <tr>
          <td />
          <th scope="col" title={`${windowText(now)} UTC`}>
            Window
          </th>
          <th scope="col" title={`${windowText(then)} UTC`}>
            Against
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([words, of]) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td className={of(change.window) === of(change.against) ? undefined : 'differs'}>{of(change.window)}</td>
            <td>{of(change.against)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
