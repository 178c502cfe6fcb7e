import type { Heartbeats } from '../model/heartbeats.ts';
import { isoWindow, toIso, type TimeWindow } from '../model/time.ts';

/** The heartbeats of a window as other programs read them: instants in ISO 8601, intervals in milliseconds. */
export function heartbeatsToJson({ window, pairs, losses, silences, uncovered, ...rest }: Heartbeats): object {
  return {
    window: isoWindow(window),
    ...rest,
    pairs: pairs.map(({ interval, firstBeat, lastBeat, heardTo, ...pair }) => ({
      ...pair,
      intervalMs: interval === null ? null : interval / 1000,
      firstBeat: toIso(firstBeat),
      lastBeat: toIso(lastBeat),
      heardTo: toIso(heardTo),
    })),
    losses: losses.map(({ evidence, ...loss }) => ({ ...loss, ...windowJson(loss), evidence: cited(evidence) })),
    silences: silences.map(({ interval, acted, evidence, ...silence }) => ({
      ...silence,
      ...windowJson(silence),
      intervalMs: interval / 1000,
      acted: acted && windowJson(acted),
      evidence: cited(evidence),
    })),
    uncovered: uncovered.map((unheard) => ({ ...unheard, ...windowJson(unheard) })),
  };
}

const windowJson = ({ from, to }: TimeWindow) => ({ from: toIso(from), to: toIso(to) });

const cited = (evidence: Heartbeats['silences'][number]['evidence']) =>
  evidence.map(({ text, citation: { path, line } }) => ({ text, path, line }));
