import { csvText, placesField } from '../map/export/csv.ts';
import type { Heartbeats } from '../model/heartbeats.ts';
import { toIso } from '../model/time.ts';

/** The matrix as CSV: a row for each emitter and detector, counts of the window, instants in ISO 8601 (UTC). */
export function pairsToCsv({ pairs }: Pick<Heartbeats, 'pairs'>): string {
  return csvText([
    [
      ...['emitter', 'detector', 'interval_ms', 'interval_from', 'expected', 'received', 'missed', 'lost_on_the_way'],
      ...['unsent', 'lost_share', 'first_beat', 'last_beat', 'heard_to'],
    ],
    ...pairs.map((pair) => [
      pair.emitter,
      pair.detector,
      pair.interval === null ? '' : pair.interval / 1000,
      pair.intervalFrom ?? '',
      pair.expected,
      pair.received,
      pair.missed,
      pair.lostOnTheWay,
      pair.unsent,
      pair.lostShare,
      toIso(pair.firstBeat),
      toIso(pair.lastBeat),
      toIso(pair.heardTo),
    ]),
  ]);
}

/**
 * Silences and losses as CSV: first a row for each silence of a runtime (detectors apart by blanks), then one for each loss of a
 * pair. Evidence is `file:line`, apart by `; `.
 */
export function lossesToCsv({ silences, losses }: Pick<Heartbeats, 'silences' | 'losses'>): string {
  return csvText([
    [
      ...['what', 'verdict', 'kind', 'emitter', 'service', 'detectors', 'from', 'to', 'open', 'missed', 'received'],
      ...['lost_on_the_way', 'unsent', 'confidence', 'reason', 'verdict_reason', 'evidence'],
    ],
    ...silences.map((one) => [
      ...['silence', one.verdict, 'emitter-silent', one.emitter, one.service ?? '', one.detectors.join(' ')],
      ...[toIso(one.from), toIso(one.to), String(one.open), '', '', '', ''],
      ...[one.confidence, one.reason, one.verdictReason, placesField(one.evidence)],
    ]),
    ...losses.map((one) => [
      ...['loss', one.verdict ?? '', one.kind, one.emitter, '', one.detector],
      ...[toIso(one.from), toIso(one.to), String(one.open), one.missed, one.received, one.lostOnTheWay, one.unsent],
      ...[one.confidence, one.reason, '', placesField(one.evidence)],
    ]),
  ]);
}
