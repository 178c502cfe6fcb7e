import { useMemo } from 'react';
import type { CSSProperties } from 'react';
import type { Heartbeats } from '../../../shared/model/heartbeats.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { Micros } from '../../../shared/model/time.ts';
import { timesIn } from '../../../shared/map/words.ts';
import { LOSS_WORDS, VERDICT_WORDS } from '../../../shared/heartbeat/words.ts';
import { useNames } from '../../derive/use-case.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Cite } from '../../parts/Cite.tsx';
import { LossSign } from '../../parts/LossSign.tsx';
import { Table } from '../../parts/Table.tsx';
import type { Column } from '../../parts/Table.tsx';
import { VerdictChip } from '../../parts/VerdictChip.tsx';
import { select } from '../../store/select.ts';
import { set, useChoice } from '../../store/store.ts';
import type { Selection } from '../../store/store.ts';
import { count, duration, plural, stamp } from '../../words/format.ts';
import { findingsOf, gravity, lossKey, silenceKey } from './findings.ts';
import type { BeatFinding } from './findings.ts';

/** Characters of a time without a date. */
const TIME_OF_DAY = 8;
/** What a date takes, in pixels. */
const DATE = 76;

/** The silences with their verdicts and the losses that are part of none, or the losses of every pair, each with its evidence. */
export function BeatFindings({ found }: { readonly found: Heartbeats }) {
  const nameOf = useNames();
  const choices = useChoice((c) => c.heartbeats);
  const selected = useChoice((c) => keyOf(c.selection));
  const { list, filter } = choices;
  const rows = useMemo(() => findingsOf(found, { list, filter }, nameOf), [found, list, filter, nameOf]);
  const time = useMemo(() => timesIn(found.window), [found.window]);
  const isDated = rows.some(({ from }) => time(from).length > TIME_OF_DAY);
  const columns = useMemo(() => columnsFor(nameOf, time, isDated), [nameOf, time, isDated]);
  const all = list === 'losses' ? found.losses.length : findingsOf(found, { list, filter: '' }, nameOf).length;
  return (
    <section
      className="beat-findings"
      aria-label="Silences and losses"
      style={{ '--lines': rows.length } as CSSProperties}
    >
      <div className="row beat-findings-head">
        <h3>
          {list === 'losses' ? 'Losses of every pair' : 'Silences and losses'}{' '}
          <span>{rows.length === all ? count(all) : `${count(rows.length)} of ${count(all)}`}</span>
        </h3>
        <span className="grow" />
        <Choice
          label="List"
          value={list}
          options={[
            { value: 'findings', label: 'By runtime' },
            { value: 'losses', label: 'Every pair' },
          ]}
          onChange={(value) => set({ heartbeats: { ...choices, list: value } })}
        />
      </div>
      {rows.length === 0 ? (
        <p className="small quiet beat-nothing">
          {all > 0
            ? 'No silence or loss fits the filter.'
            : `No loss by these thresholds: no pair missed more than ${plural(found.thresholds.missed, 'beat')} in a row, or more than ${Math.round(found.thresholds.share * 100)} % of ${found.thresholds.over}.`}
        </p>
      ) : (
        <div className="panel panel-fill">
          <Table
            label="Silences and losses"
            columns={columns}
            rows={rows}
            rowKey={({ key }) => key}
            selected={selected}
            onSelect={open}
            sortBy={{ key: 'what', descending: false }}
            minWidth={isDated ? 792 + DATE : 792}
          />
        </div>
      )}
    </section>
  );
}

function open({ isSilence, emitters, detectors, from }: BeatFinding): void {
  const [emitter = '', detector = ''] = [emitters[0], detectors[0]];
  if (isSilence) select({ kind: 'runtime', runtime: emitter, from });
  else if (emitters.length > 1) select({ kind: 'runtime', runtime: detector, from });
  else select({ kind: 'pair', emitter, detector, from });
}

function keyOf(selection: Selection | null): string | null {
  if (selection?.kind === 'runtime' && selection.from !== undefined)
    return silenceKey({ emitter: selection.runtime, from: selection.from });
  if (selection?.kind === 'pair' && selection.from !== undefined)
    return lossKey({ ...selection, from: selection.from });
  return null;
}

/** A name, or how many there are, with all of them on hover. */
function Several({ names, what }: { readonly names: readonly string[]; readonly what: string }) {
  return (
    <span className="cut" title={names.join('\n')}>
      {names.length === 1 ? names[0] : plural(names.length, what)}
    </span>
  );
}

function columnsFor(
  nameOf: (service: ServiceId) => string,
  time: (at: Micros) => string,
  isDated: boolean,
): readonly Column<BeatFinding>[] {
  const namesOf = ({ service, emitters }: BeatFinding) =>
    service === null ? emitters : emitters.map((emitter) => `${nameOf(service)} · ${emitter}`);
  return [
    {
      key: 'what',
      label: 'Verdict',
      width: '122px',
      sort: (one) => gravity(one) * 1e16 + one.from,
      cell: (one) =>
        one.isSilence && one.verdict !== null ? (
          <VerdictChip verdict={one.verdict} />
        ) : (
          <span
            className="marked"
            title={one.verdict === null ? undefined : `Its silence: ${VERDICT_WORDS[one.verdict]}`}
          >
            <LossSign kind={one.kind} /> {LOSS_WORDS[one.kind]}
          </span>
        ),
    },
    {
      key: 'emitter',
      label: 'Emitter',
      width: 'minmax(122px, 1.6fr)',
      sort: (one) => namesOf(one).join(),
      cell: (one) => <Several names={namesOf(one)} what="emitter" />,
    },
    {
      key: 'detector',
      label: 'Lost by',
      width: 'minmax(92px, 0.6fr)',
      sort: ({ detectors }) => detectors.join(),
      cell: ({ detectors }) => <Several names={detectors} what="detector" />,
    },
    {
      key: 'from',
      label: 'From, UTC',
      width: `${isDated ? 84 + DATE : 84}px`,
      sort: ({ from }) => from,
      cell: ({ from }) => (
        <span className="mono" title={`${stamp(from)} UTC`}>
          {time(from)}
        </span>
      ),
    },
    {
      key: 'for',
      label: 'For',
      width: '96px',
      numeric: true,
      sort: ({ from, to }) => to - from,
      cell: ({ from, to, open: endless }) => (
        <span title={endless ? 'No beat came any more: to where the records end' : `to ${stamp(to)} UTC`}>
          {endless ? '≥ ' : ''}
          {duration(to - from)}
        </span>
      ),
    },
    {
      key: 'missed',
      label: 'Missed',
      width: '60px',
      numeric: true,
      sort: ({ missed }) => missed,
      cell: ({ missed }) => count(missed),
    },
    {
      key: 'why',
      label: 'Sure, and why',
      width: 'minmax(90px, 2.4fr)',
      sort: ({ confidence, reasons }) => `${['high', 'medium', 'low'].indexOf(confidence)} ${reasons.join()}`,
      cell: ({ confidence, reasons }) => (
        <span title={reasons.join('\n')}>
          <b>{confidence}</b> · {reasons[0]}
        </span>
      ),
    },
    {
      key: 'evidence',
      label: 'Evidence',
      width: 'minmax(108px, 0.9fr)',
      // A click on a place in the evidence shows that record, not the row that it stands in.
      cell: ({ evidence }) => {
        const last = evidence.at(-1);
        return (
          last && (
            <span title={evidence.map(({ text }) => text).join('\n')} onClick={(event) => event.stopPropagation()}>
              <Cite citation={last.citation} />
            </span>
          )
        );
      },
    },
  ];
}
