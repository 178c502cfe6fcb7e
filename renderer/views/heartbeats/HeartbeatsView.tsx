import { useMemo } from 'react';
import type { Heartbeats } from '../../../shared/model/heartbeats.ts';
import { kindsOf, verdictsText } from '../../../shared/heartbeat/words.ts';
import { lossesToCsv, pairsToCsv } from '../../../shared/heartbeat/to-csv.ts';
import { heartbeatsToJson } from '../../../shared/heartbeat/to-json.ts';
import { heartbeatsText } from '../../../shared/report/text/heartbeats-text.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { useHeartbeats } from '../../derive/use-heartbeats.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { copyText, saveText } from '../../store/documents.ts';
import { set, useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import { useHidden } from '../use-hidden.ts';
import { ViewHead } from '../ViewHead.tsx';
import { arrange } from './arrange.ts';
import { BeatFindings } from './BeatFindings.tsx';
import { BeatLanes } from './BeatLanes.tsx';
import { BeatLegend, LaneLegend } from './BeatLegend.tsx';
import { BeatMatrix } from './BeatMatrix.tsx';
import { BeatTools } from './BeatTools.tsx';
import { NoHeartbeats } from './NoHeartbeats.tsx';

/** Who fell silent: emitters by detectors, over time, and every silence and loss with what other evidence says of it. */
export function HeartbeatsView() {
  const answer = useHeartbeats();
  const found = answer.value && answer.value.pairs.length > 0 ? answer.value : undefined;
  return (
    <>
      <ViewHead title="Who fell silent?">
        {found && <Brief found={found} />}
        <span className="grow" />
        <Exports found={found} />
      </ViewHead>
      <Answered answer={answer} waiting="Reading the heartbeats…">
        {(value) => (value.pairs.length === 0 ? <NoHeartbeats /> : <Body found={value} />)}
      </Answered>
    </>
  );
}

function Brief({ found: { silences, losses } }: { readonly found: Heartbeats }) {
  return (
    <span className="small cut">
      {silences.length > 0 ? <b>{verdictsText(silences)}</b> : 'nobody was silent to all'} ·{' '}
      {plural(losses.length, 'loss of a pair', 'losses of pairs')}
    </span>
  );
}

function Exports({ found }: { readonly found: Heartbeats | undefined }) {
  const services = useCase().value?.services ?? [];
  const save = (text: string, name: string) => void saveText(text, name);
  return (
    <>
      <Button
        disabled={!found}
        onClick={() => found && void copyText(heartbeatsText(found, services), 'Heartbeats copied as text.')}
      >
        Copy
      </Button>
      <Button disabled={!found} onClick={() => found && save(pairsToCsv(found), 'heartbeats.csv')}>
        Matrix CSV…
      </Button>
      <Button disabled={!found} onClick={() => found && save(lossesToCsv(found), 'heartbeat-losses.csv')}>
        Losses CSV…
      </Button>
      <Button
        disabled={!found}
        onClick={() => found && save(`${JSON.stringify(heartbeatsToJson(found), null, 2)}\n`, 'heartbeats.json')}
      >
        JSON…
      </Button>
    </>
  );
}

function Body({ found }: { readonly found: Heartbeats }) {
  const nameOf = useNames();
  const choices = useChoice((c) => c.heartbeats);
  const { filter, lossesOnly, sort, show } = choices;
  const matrix = useMemo(
    () => arrange(found, { filter, lossesOnly, sort }, nameOf),
    [found, filter, lossesOnly, sort, nameOf],
  );
  const kinds = useMemo(() => kindsOf(found.losses), [found]);
  useHidden(matrix.left > 0 ? `${plural(matrix.left, 'emitter')} filtered out` : null);
  return (
    <>
      <BeatTools />
      <div className="regions-line small">
        <Totals found={found} />
        <span className="grow" />
        {show === 'lanes' ? <LaneLegend /> : <BeatLegend kinds={kinds} />}
      </div>
      {matrix.rows.length === 0 ? (
        <EmptyState
          title={filter.trim() === '' ? 'No pair lost anything by these thresholds' : 'No runtime fits the filter'}
        >
          <Button onClick={() => set({ heartbeats: { ...choices, filter: '', lossesOnly: false } })}>
            Show all runtimes
          </Button>
        </EmptyState>
      ) : show === 'lanes' ? (
        <BeatLanes found={found} matrix={matrix} />
      ) : (
        <BeatMatrix matrix={matrix} />
      )}
      <BeatFindings found={found} />
    </>
  );
}

/** The sum that every cell is part of, and what limits it. */
function Totals({ found: { totals, notes, uncovered } }: { readonly found: Heartbeats }) {
  const { expected, received, missed, lostOnTheWay, unsent } = totals;
  const unknown = missed - lostOnTheWay - unsent;
  const limits = [...notes, ...uncovered.map(({ detector, reason }) => `${detector}: ${reason}`)];
  return (
    <span>
      Beats expected <b>{count(expected)}</b> = received <b>{count(received)}</b> + missed <b>{count(missed)}</b>
      {missed > 0 && (
        <span className="quiet">
          {' '}
          (sent and lost {count(lostOnTheWay)}, never sent {count(unsent)}, not known {count(unknown)})
        </span>
      )}
      {limits.length > 0 && (
        <span className="quiet" title={limits.join('\n')}>
          {' '}
          · {plural(limits.length, 'limit')}
        </span>
      )}
    </span>
  );
}
