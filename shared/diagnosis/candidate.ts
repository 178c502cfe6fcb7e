import type { FailingInterval } from '../model/health.ts';
import type { Dependency, ServiceId } from '../model/map.ts';
import { useOf } from '../map/follow.ts';
import { carries, isSaturation } from './kinds.ts';
import type { Link } from './links.ts';
import type { Symptom } from './symptom.ts';
import { LATER_SERVER, UNKNOWN_SEVERITY } from './weights.ts';

/** All that the candidates of one diagnosis share. */
export type Scene = {
  readonly target: Symptom;
  /** The services that the target reaches over links. */
  readonly symptoms: ReadonlyMap<ServiceId, Symptom>;
  /** Highest severity of each kind among them, and how many intervals give one. */
  readonly severities: ReadonlyMap<string, { readonly top: number; readonly count: number }>;
  /** What each of them reaches over links, itself left out. */
  readonly below: ReadonlyMap<ServiceId, ReadonlySet<ServiceId>>;
  readonly observed: ReadonlySet<ServiceId>;
  readonly failing: ReadonlySet<ServiceId>;
};

/** A service where the fault may have begun, measured. All shares are 0 to 1. */
export type Candidate = {
  readonly symptom: Symptom;
  readonly way: readonly Link[];
  readonly severity: { readonly share: number; readonly interval: FailingInterval | null; readonly highest: boolean };
  /** The failing server that explains it best, and how well. */
  readonly explainedBy: { readonly server: Symptom; readonly strength: number } | null;
  /** How much of the others' weight began no earlier; `first` where none began before it. */
  readonly onset: { readonly share: number; readonly first: boolean; readonly before: Symptom | null };
  readonly saturation: FailingInterval | null;
  readonly explains: { readonly share: number; readonly count: number; readonly of: number };
  readonly lookups: { readonly failed: number; readonly all: number };
  readonly clients: { readonly healthy: readonly ServiceId[]; readonly judged: number };
};

/** Measures one candidate. `calls`: the dependencies on it. */
export function measure(scene: Scene, symptom: Symptom, way: readonly Link[], calls: readonly Dependency[]): Candidate {
  const others = [...scene.symptoms.values()].filter((other) => other !== symptom);
  const reachedBy = others.filter((other) => scene.below.get(other.service)?.has(symptom.service));
  const failed = calls.reduce((sum, { failures }) => sum + failures, 0);
  const judged = [...new Set(calls.map(({ client }) => client))].filter((client) => scene.observed.has(client));
  return {
    symptom,
    way,
    severity: severityOf(scene, symptom),
    explainedBy: bestExplanation(scene, symptom),
    onset: onsetOf(symptom, others),
    saturation: saturationBeside(symptom),
    explains: {
      share: others.length === 0 ? 1 : reachedBy.length / others.length,
      count: reachedBy.length,
      of: others.length,
    },
    lookups: { failed, all: calls.reduce((sum, dependency) => sum + useOf(dependency), 0) },
    clients: { healthy: judged.filter((client) => !scene.failing.has(client)), judged: judged.length },
  };
}

/** How readily an interval of a server shows at the target, by the kinds in which the target fails. */
function fit(scene: Scene, kind: string): number {
  return Math.max(...scene.target.intervals.map((interval) => carries(kind, interval.kind)));
}

function news(symptom: Symptom, interval: FailingInterval): number {
  return 1 - (symptom.familiarity.get(interval)?.share ?? 0);
}

/**
 * The severity as a share of the highest of its kind (by square root, because severities span
 * decades), drawn towards the middle where few have that kind, less for kinds that do not fit the target's and for alarms
 * that are known from before.
 */
function severityOf(scene: Scene, symptom: Symptom): Candidate['severity'] {
  let best: Candidate['severity'] = { share: 0, interval: null, highest: false };
  for (const interval of symptom.intervals) {
    const kind = scene.severities.get(interval.kind) ?? { top: 0, count: 0 };
    const known = interval.severity !== null && kind.top > 0;
    const raw = known ? Math.sqrt(Math.max(0, interval.severity) / kind.top) : UNKNOWN_SEVERITY;
    const drawn = (raw * kind.count + UNKNOWN_SEVERITY) / (kind.count + 1);
    const share = drawn * fit(scene, interval.kind) * news(symptom, interval);
    if (share > best.share)
      best = { share, interval, highest: known && kind.count > 1 && interval.severity === kind.top };
  }
  return best;
}

function bestExplanation(scene: Scene, client: Symptom): Candidate['explainedBy'] {
  let best: Candidate['explainedBy'] = null;
  for (const id of scene.below.get(client.service) ?? []) {
    const server = scene.symptoms.get(id);
    if (!server || server === client) continue;
    const strength = explanation(scene, client, server);
    if (strength > (best?.strength ?? 0)) best = { server, strength };
  }
  return best;
}

/**
 * How well a failing server explains its client: in a kind that carries over to the client and to the target, with a
 * severity that reaches the client's, with an alarm that is news, and begun first.
 */
function explanation(scene: Scene, client: Symptom, server: Symptom): number {
  const strengths = server.intervals.flatMap((cause) =>
    client.intervals.map((effect) => {
      const comparable = cause.kind === effect.kind && cause.severity !== null && effect.severity !== null;
      const ratio = comparable ? Math.min(1, cause.severity / Math.max(effect.severity, Number.EPSILON)) : 1;
      return carries(cause.kind, effect.kind) * fit(scene, cause.kind) * news(server, cause) * ratio;
    }),
  );
  return Math.max(0, ...strengths) * (server.onset > client.onset ? LATER_SERVER : 1);
}

function onsetOf(symptom: Symptom, others: readonly Symptom[]): Candidate['onset'] {
  const weight = (other: Symptom) => Math.max(...other.intervals.map((interval) => news(other, interval)));
  const total = others.reduce((sum, other) => sum + weight(other), 0);
  const earlier = others.filter(({ onset, older }) => onset < symptom.onset && !older);
  const later = others.filter(({ onset }) => onset >= symptom.onset);
  const share = total === 0 ? 1 : later.reduce((sum, other) => sum + weight(other), 0) / total;
  const before = earlier.reduce<Symptom | null>(
    (first, other) => (first && first.onset <= other.onset ? first : other),
    null,
  );
  return { share: symptom.older ? 0 : share * weight(symptom), first: !symptom.older && earlier.length === 0, before };
}

function saturationBeside(symptom: Symptom): FailingInterval | null {
  const short = symptom.intervals.find(({ kind }) => isSaturation(kind));
  return short && symptom.intervals.some(({ kind }) => !isSaturation(kind)) ? short : null;
}
