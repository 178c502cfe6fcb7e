import { useEffect, useState } from 'react';
import type { Source } from '../../../shared/model/evidence.ts';
import type { Mapping, MappingTrial } from '../../../shared/model/mapping.ts';
import { call } from '../../api.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { attempt, cancelWork } from '../../store/case.ts';
import { set, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { count, plural } from '../../words/format.ts';
import { progressWords } from '../../words/work.ts';

const SETTLE_MS = 250;
const SHOWN = 12;

/** What a mapping yields: of the first records at once, of the whole file when asked. */
export function MappingPreview({ source, mapping }: { readonly source: Source; readonly mapping: Mapping }) {
  const settled = useSettled(mapping);
  const answer = useQuery('mapping.try', { source: source.id, mapping: settled });
  const [whole, setWhole] = useState<{ readonly mapping: Mapping; readonly trial: MappingTrial } | null>(null);
  const work = useChoice((c) => c.work);
  const tryWhole = async () => {
    set({ work: { work: 'check', step: 'Trying the mapping', done: 0, total: source.records, unit: 'records' } });
    await attempt(async () => {
      setWhole({
        mapping: settled,
        trial: await call('mapping.try', { source: source.id, mapping: settled, whole: true }),
      });
    });
    set({ work: null });
  };
  return (
    <div className="mapping-preview">
      <Answered answer={answer} waiting="Trying the mapping…">
        {(trial) => <Trial trial={whole?.mapping === settled ? whole.trial : trial} />}
      </Answered>
      <div className="row">
        {work?.work === 'check' ? (
          <>
            <span className="small">
              {work.step}: {progressWords(work)}
            </span>
            <Button onClick={() => void cancelWork()}>Stop</Button>
          </>
        ) : (
          answer.value?.partial &&
          whole?.mapping !== settled && <Button onClick={() => void tryWhole()}>Try the whole file</Button>
        )}
      </div>
    </div>
  );
}

/** The value once it has stopped changing. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function Trial({ trial }: { readonly trial: MappingTrial }) {
  const { records, taken, rejected, skipped, partial, reasons, skips, assumed, columns, rows } = trial;
  const good = rows.filter(({ reason }) => reason === null).slice(0, SHOWN);
  return (
    <>
      <p role="status">
        {partial ? 'Of the first ' : 'Of '}
        {plural(records, 'record')}: <b>{count(taken)} taken</b>
        {rejected > 0 && <b className="fail-ink">, {count(rejected)} fail</b>}
        {skipped > 0 && <span>, {count(skipped)} skipped</span>}
      </p>
      {reasons.length > 0 && (
        <ul className="small mapping-reasons">
          {reasons.slice(0, 5).map(({ reason, records: failed, line }) => (
            <li key={reason}>
              <b>{count(failed)}</b> {reason} <span className="quiet">(first in line {count(line)})</span>
            </li>
          ))}
        </ul>
      )}
      {Object.entries(skips).map(([reason, n]) => (
        <p key={reason} className="small quiet">
          {count(n)} skipped: {reason}
        </p>
      ))}
      {assumed.length > 0 && <p className="small degraded-ink">Assumed: {assumed.join('; ')}</p>}
      {good.length > 0 && (
        <div className="raw-rows-scroll" tabIndex={0} role="region" aria-label="What the mapping yields">
          <table className="raw-rows">
            <thead>
              <tr>
                <th scope="col">line</th>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {name.replaceAll('_', ' ')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {good.map(({ line, cells }, index) => (
                <tr key={index}>
                  <td className="quiet">{line}</td>
                  {cells.map((cell, column) => (
                    <td key={columns[column]} title={cell ?? undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
