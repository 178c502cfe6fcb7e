import { useMemo } from 'react';
import { LOSS_WORDS } from '../../../shared/heartbeat/words.ts';
import { HeatGrid, NO_CELL } from '../../parts/HeatGrid.tsx';
import type { GridCell, GridLine } from '../../parts/HeatGrid.tsx';
import { LossSign } from '../../parts/LossSign.tsx';
import type { BeatFigure } from '../../store/heartbeat-choices.ts';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import type { BeatCell, BeatRow, Matrix } from './arrange.ts';
import { shareHeat, shareText } from './arrange.ts';

/** Emitters by detectors: how much was lost between them, and what kind of loss it was. */
export function BeatMatrix({ matrix: { rows, detectors, labels } }: { readonly matrix: Matrix }) {
  const figure = useChoice((c) => c.heartbeats.figure);
  const selection = useChoice((c) => c.selection);
  const lines = useMemo(() => rows.map((row) => lineOf(row, labels)), [rows, labels]);
  const longest = useMemo(() => {
    const texts = rows.flatMap((row) => [...row.cells.values()].map(({ pair }) => figureOf(pair, figure).length));
    return Math.max(0, ...texts) + SIGN;
  }, [rows, figure]);

  const cellAt = (line: number, column: number): GridCell => {
    const row = rows[line];
    const detector = detectors[column];
    if (!row) return NO_CELL;
    if (detector === undefined) {
      const selected = selection?.kind === 'runtime' && selection.runtime === row.emitter;
      return { text: figureOf(row, figure), heat: null, mark: null, label: allLabel(row), selected };
    }
    const cell = row.cells.get(detector);
    if (!cell) return { ...NO_CELL, label: `${detector} does not listen for ${row.emitter}`, look: 'beat-none' };
    const [kind] = cell.kinds;
    return {
      text: figureOf(cell.pair, figure),
      ...(kind === undefined ? {} : { sign: <LossSign kind={kind} /> }),
      heat: shareHeat(cell.pair.lostShare),
      mark: null,
      look: cell.pair.missed === 0 ? 'beat-cell beat-whole' : 'beat-cell',
      label: cellLabel(cell),
      selected:
        selection?.kind === 'pair' && selection.emitter === row.emitter && selection.detector === cell.pair.detector,
    };
  };
  const open = (line: number, column: number) => {
    const row = rows[line];
    const detector = detectors[column];
    if (!row) return;
    if (detector === undefined || !row.cells.has(detector)) select({ kind: 'runtime', runtime: row.emitter });
    else select({ kind: 'pair', emitter: row.emitter, detector });
  };
  return (
    <HeatGrid
      label="Heartbeats by emitter and detector"
      corner="emitter ↓ · detector →"
      columns={[...detectors.map((name) => labels.get(name) ?? name), 'all']}
      lines={lines}
      cellAt={cellAt}
      longest={longest}
      onLine={(line) => open(line, detectors.length)}
      onCell={open}
    />
  );
}

/** Letters that the sign of a loss takes. */
const SIGN = 3;

const lineOf = ({ emitter, services }: BeatRow, labels: Matrix['labels']): GridLine => ({
  key: emitter,
  label: labels.get(emitter) ?? emitter,
  title: services === '' ? `${emitter}\nknown to no inventory` : `${emitter}\n${services}`,
  open: null,
});

type Counts = Pick<BeatRow, 'expected' | 'received' | 'missed' | 'lostShare'>;

function figureOf({ expected, received, missed, lostShare }: Counts, figure: BeatFigure): string {
  if (expected === 0) return '–';
  if (figure === 'share') return shareText(lostShare);
  return figure === 'missed' ? count(missed) : `${count(received)}/${count(expected)}`;
}

const heard = ({ expected, received, missed, lostShare }: Counts): string =>
  expected === 0
    ? 'nothing was expected in this window'
    : `${count(received)} of ${plural(expected, 'beat')} received, ${count(missed)} missed (${shareText(lostShare)})`;

const allLabel = (row: BeatRow): string =>
  `${row.emitter}, all ${plural(row.cells.size, 'detector')}: ${heard(row)}${row.losses > 0 ? `; ${plural(row.losses, 'loss', 'losses')}` : ''}`;

const cellLabel = ({ pair, kinds }: BeatCell): string =>
  `${pair.emitter} heard by ${pair.detector}: ${heard(pair)}${kinds.length > 0 ? `; ${kinds.map((kind) => LOSS_WORDS[kind]).join(', ')}` : ''}`;
