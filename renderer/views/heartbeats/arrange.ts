import type { Heartbeats, HeartbeatLoss, HeartbeatPair, LossKind, Silence } from '../../../shared/model/heartbeats.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { byId } from '../../../shared/graph/graph.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import { kindsOf } from '../../../shared/heartbeat/words.ts';
import type { HeartbeatChoices } from '../../store/heartbeat-choices.ts';

/** A cell of the matrix: what a detector heard of an emitter, and the kinds of its losses. */
export interface BeatCell {
  readonly pair: HeartbeatPair;
  /** The gravest first. */
  readonly kinds: readonly LossKind[];
}

/** An emitter: its cells by detector, and what all of its detectors heard. */
export interface BeatRow {
  readonly emitter: string;
  /** Names of the services whose it was in the window. */
  readonly services: string;
  readonly cells: ReadonlyMap<string, BeatCell>;
  readonly expected: number;
  readonly received: number;
  readonly missed: number;
  /** 0 to 1. */
  readonly lostShare: number;
  /** Losses of all its pairs, and its own silences, that reach into the window. */
  readonly losses: number;
  readonly silences: readonly Silence[];
}

export interface Matrix {
  readonly rows: readonly BeatRow[];
  readonly detectors: readonly string[];
  /** By what a runtime is shown: the services whose it was, where it was any's, and its name. */
  readonly labels: ReadonlyMap<string, string>;
  /** Emitters of the window that are filtered out. */
  readonly left: number;
}

/** The name by which a pair is found. */
export const pairKey = ({ emitter, detector }: Pick<HeartbeatPair, 'emitter' | 'detector'>): string =>
  `${emitter}\n${detector}`;

/** The matrix as the choices ask for it. The filter looks at emitters, detectors and names of services. */
export function arrange(
  found: Heartbeats,
  { filter, lossesOnly, sort }: Pick<HeartbeatChoices, 'filter' | 'lossesOnly' | 'sort'>,
  nameOf: (service: ServiceId) => string,
): Matrix {
  const servicesOf = new Map(found.runtimes.map(({ name, services }) => [name, services.map(nameOf).join(', ')]));
  const losses = groupBy(found.losses, pairKey);
  const silences = groupBy(found.silences, ({ emitter }) => emitter);
  const all = groupBy(found.pairs, ({ emitter }) => emitter);
  const wanted = filter.trim().toLowerCase();
  const fits = ({ emitter, detector }: HeartbeatPair): boolean =>
    wanted === '' || `${emitter}\n${detector}\n${servicesOf.get(emitter) ?? ''}`.toLowerCase().includes(wanted);
  const rows = [...groupBy(found.pairs.filter(fits), ({ emitter }) => emitter)].map(([emitter, pairs]) => {
    const own = pairs.flatMap((pair) => losses.get(pairKey(pair)) ?? []);
    return rowOf(emitter, servicesOf.get(emitter) ?? '', pairs, own, silences.get(emitter) ?? []);
  });
  const kept = rows.filter((row) => !lossesOnly || row.losses > 0);
  return {
    rows: kept.toSorted((a, b) => ORDERS[sort](a, b) || byId(a.emitter, b.emitter)),
    detectors: [...new Set(kept.flatMap(({ cells }) => [...cells.keys()]))].sort(byId),
    labels: new Map(
      [...servicesOf].map(([name, services]) => [name, services === '' ? name : `${services} · ${name}`]),
    ),
    left: all.size - kept.length,
  };
}

function rowOf(
  emitter: string,
  services: string,
  pairs: readonly HeartbeatPair[],
  losses: readonly HeartbeatLoss[],
  silences: readonly Silence[],
): BeatRow {
  const byDetector = groupBy(losses, ({ detector }) => detector);
  const sum = (of: (pair: HeartbeatPair) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
  const [expected, missed] = [sum((pair) => pair.expected), sum((pair) => pair.missed)];
  return {
    emitter,
    services,
    cells: new Map(pairs.map((pair) => [pair.detector, { pair, kinds: kindsOf(byDetector.get(pair.detector) ?? []) }])),
    expected,
    received: expected - missed,
    missed,
    lostShare: expected === 0 ? 0 : missed / expected,
    losses: losses.length + silences.length,
    silences,
  };
}

const firstSilence = ({ silences }: BeatRow): number => Math.min(...silences.map(({ from }) => from));

const ORDERS: Readonly<Record<HeartbeatChoices['sort'], (a: BeatRow, b: BeatRow) => number>> = {
  lost: (a, b) => b.lostShare - a.lostShare,
  silent: (a, b) => {
    const [x, y] = [firstSilence(a), firstSilence(b)];
    return x === y ? b.lostShare - a.lostShare : x - y;
  },
  name: () => 0,
  service: (a, b) => Number(a.services === '') - Number(b.services === '') || byId(a.services, b.services),
};

/** Lower ends of the steps of the palette: the same share has the same shade in every window. */
export const SHARE_STEPS = [0, 0.02, 0.1, 0.25, 0.5] as const;

/** Step of the palette for a lost share, 0 (none) to 5 (half and more). */
export function shareHeat(share: number): number {
  if (share <= 0) return 0;
  return SHARE_STEPS.filter((least) => share >= least).length;
}

/** A lost share as a percentage that never says none or all where it is not: `0 %`, `<1 %`, `35 %`, `>99 %`, `100 %`. */
export function shareText(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  if (share < 0.01) return '<1 %';
  return share > 0.99 ? '>99 %' : `${Math.round(share * 100)} %`;
}
