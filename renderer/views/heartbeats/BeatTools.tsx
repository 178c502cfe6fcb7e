import { Choice } from '../../parts/Choice.tsx';
import type { BeatFigure, BeatSort, HeartbeatChoices } from '../../store/heartbeat-choices.ts';
import { set, useChoice } from '../../store/store.ts';
import { ThresholdFields } from './ThresholdFields.tsx';

const FIGURES: readonly (readonly [BeatFigure, string])[] = [
  ['share', 'lost share'],
  ['received', 'received / expected'],
  ['missed', 'missed'],
];
const SORTS: readonly (readonly [BeatSort, string])[] = [
  ['lost', 'most lost first'],
  ['silent', 'first silent first'],
  ['name', 'name'],
  ['service', 'service'],
];

/** How the heartbeats are looked at, and from when on missed beats are a loss. */
export function BeatTools() {
  const choices = useChoice((c) => c.heartbeats);
  const choose = (change: Partial<HeartbeatChoices>) => set({ heartbeats: { ...choices, ...change } });
  return (
    <div className="view-tools">
      <Choice
        label="Show"
        value={choices.show}
        options={[
          { value: 'matrix', label: 'Matrix' },
          { value: 'lanes', label: 'Over time' },
        ]}
        onChange={(show) => choose({ show })}
      />
      {choices.show === 'matrix' && (
        <label className="tool">
          <span className="quiet">Figure</span>
          <select value={choices.figure} onChange={(event) => choose({ figure: event.target.value as BeatFigure })}>
            {FIGURES.map(([figure, words]) => (
              <option key={figure} value={figure}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="tool">
        <span className="quiet">Rows by</span>
        <select value={choices.sort} onChange={(event) => choose({ sort: event.target.value as BeatSort })}>
          {SORTS.map(([sort, words]) => (
            <option key={sort} value={sort}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <input
        className="tool-text"
        type="search"
        aria-label="Filter by runtime or service"
        placeholder="Filter by name"
        value={choices.filter}
        spellCheck={false}
        onChange={(event) => choose({ filter: event.target.value })}
      />
      <label className="tool">
        <input
          type="checkbox"
          checked={choices.lossesOnly}
          onChange={(event) => choose({ lossesOnly: event.target.checked })}
        />
        with losses only
      </label>
      <ThresholdFields />
    </div>
  );
}
