import type { FailingInterval } from '../model/health.ts';
import type { ServiceId } from '../model/map.ts';
import { useOf } from '../map/follow.ts';
import { carries, isSaturation } from './kinds.ts';
import type { Scene } from './scene.ts';
import { newsOf, type Symptom } from './symptom.ts';
import type { Way } from './ways.ts';
import { LATER_SERVER, UNKNOWN_SEVERITY } from './weights.ts';

/** A failing service where the fault may have begun, measured. All shares are 0 to 1. */
export type Candidate = {
  readonly symptom: Symptom;
  readonly way: Way;
  readonly severity: { readonly share: number; readonly interval: FailingInterval | null; readonly highest: boolean };
  /** The failing server that explains it best, and how well the failing servers explain it. */
  readonly explainedBy: Explanation | null;
  /** Its one failing client, where that ran short itself and measures its servers as slow. */
  readonly measuredBy: Symptom | null;
  /** How much of the others' weight began no earlier; `first` where none began before it. */
  readonly onset: { readonly share: number; readonly first: boolean; readonly before: Symptom | null };
  readonly saturation: FailingInterval | null;
  readonly explains: { readonly share: number; readonly services: readonly ServiceId[]; readonly of: number };
  readonly lookups: { readonly failed: number; readonly all: number };
  readonly clients: { readonly healthy: readonly ServiceId[]; readonly judged: number };
};
export type Explanation = { readonly server: Symptom; readonly strength: number };

/** Measures one candidate. */
export function measure(scene: Scene, symptom: Symptom, way: Way): Candidate {
  const others = [...scene.symptoms.values()].filter((other) => other !== symptom);
  return {
    symptom,
    way,
    severity: severityOf(scene, symptom),
    explainedBy: explanationOf(scene, symptom),
    measuredBy: shortClient(scene, symptom),
    onset: onsetOf(symptom, others),
    saturation: saturationBeside(symptom),
    explains: explainedShare(scene, symptom),
    ...clientsOf(scene, symptom.service),
  };
}

/** What the clients of a service tell: failed lookups, and clients with health data that did not fail. */
export function clientsOf(scene: Scene, service: ServiceId): Pick<Candidate, 'lookups' | 'clients'> {
  const calls = scene.calls.get(service) ?? [];
  const judged = [...new Set(calls.map(({ client }) => client))].filter((client) => scene.watched.has(client));
  return {
    lookups: {
      failed: calls.reduce((sum, { failures }) => sum + failures, 0),
      all: calls.reduce((sum, dependency) => sum + useOf(dependency), 0),
    },
    clients: { healthy: judged.filter((client) => !scene.failing.has(client)), judged: judged.length },
  };
}

function explainedShare(scene: Scene, symptom: Symptom): Candidate['explains'] {
  const others = scene.concerned.filter((other) => other !== symptom);
  const reachedBy = others.filter(
    (other) => scene.below.get(other.service)?.has(symptom.service) || shortClient(scene, other) === symptom,
  );
  return {
    share: others.length === 0 ? 1 : reachedBy.length / others.length,
    services: reachedBy.map(({ service }) => service),
    of: others.length,
  };
}

/** How readily an interval of a server shows at the target, by the kinds in which the target fails. */
function fit(scene: Scene, kind: string): number {
  return Math.max(...scene.target.intervals.map((interval) => carries(kind, interval.kind)));
}

/**
 * The severity as a share of the highest of its kind (by square root, because severities span
 * decades), drawn towards the middle where few have that kind, less for kinds that do not fit the target's and for alarms
 * that are known from before.
 */
function severityOf(scene: Scene, symptom: Symptom): Candidate['severity'] {
  let best: Candidate['severity'] = { share: 0, interval: null, highest: false };
  for (const interval of symptom.intervals) {
    if (symptom === scene.target && !isSaturation(interval.kind)) continue;
    const kind = scene.severities.get(interval.kind) ?? { top: 0, count: 0 };
    const known = interval.severity !== null && kind.top > 0;
    const raw = known ? Math.sqrt(Math.max(0, interval.severity) / kind.top) : UNKNOWN_SEVERITY;
    const drawn = (raw * kind.count + UNKNOWN_SEVERITY) / (kind.count + 1);
    const share = drawn * fit(scene, interval.kind) * newsOf(symptom, interval);
    if (share > best.share)
      best = { share, interval, highest: known && kind.count > 1 && interval.severity === kind.top };
  }
  return best;
}

/**
 * How well the failing servers explain a client: each of its kinds of symptom by the server that explains it best, and of
 * those the mean, since a cause explains all kinds, not only the easiest.
 */
export function explanationOf(scene: Scene, client: Symptom): Explanation | null {
  const kinds = new Map<string, number>();
  let best: Explanation | null = null;
  for (const id of scene.below.get(client.service) ?? []) {
    const server = scene.failing.get(id);
    if (!server || server === client) continue;
    if (shortClient(scene, server) === client) continue;
    for (const effect of client.intervals) {
      const strength = strengthOf(scene, client, effect, server);
      kinds.set(effect.kind, Math.max(kinds.get(effect.kind) ?? 0, strength));
      if (strength > (best?.strength ?? 0)) best = { server, strength };
    }
  }
  if (!best) return null;
  return { server: best.server, strength: Math.min(...kinds.values()) };
}

/**
 * How well a failing server explains one symptom of its client: in a kind that carries over to the client and to the
 * target, with a severity that reaches the client's, with an alarm that is news, and begun first.
 */
function strengthOf(scene: Scene, client: Symptom, effect: FailingInterval, server: Symptom): number {
  const strengths = server.intervals.map((cause) => {
    const comparable = cause.kind === effect.kind && cause.severity !== null && effect.severity !== null;
    const ratio = comparable ? Math.min(1, Math.max(0, cause.severity) / Math.max(effect.severity, Number.EPSILON)) : 1;
    return carries(cause.kind, effect.kind) * fit(scene, cause.kind) * newsOf(server, cause) * Math.sqrt(ratio);
  });
  return Math.max(0, ...strengths) * (server.onset > client.onset ? LATER_SERVER : 1);
}

function onsetOf(symptom: Symptom, others: readonly Symptom[]): Candidate['onset'] {
  const total = others.reduce((sum, { news }) => sum + news, 0);
  const earlier = others.filter(({ onset, older }) => onset < symptom.onset && !older);
  const later = others.filter(({ onset }) => onset >= symptom.onset);
  const share = total === 0 ? 1 : later.reduce((sum, { news }) => sum + news, 0) / total;
  const before = earlier.reduce<Symptom | null>(
    (first, other) => (first && first.onset <= other.onset ? first : other),
    null,
  );
  return {
    share: symptom.older ? 0 : share,
    first: !symptom.older && earlier.length === 0,
    before,
  };
}

function saturationBeside(symptom: Symptom): FailingInterval | null {
  const short = symptom.intervals.find(({ kind }) => isSaturation(kind));
  return short && symptom.intervals.some(({ kind }) => !isSaturation(kind)) ? short : null;
}

/** The only failing client of a service that has no shortage of its own, where that client ran short of a resource. */
export function shortClient(scene: Scene, symptom: Symptom): Symptom | null {
  if (symptom.intervals.some(({ kind }) => isSaturation(kind))) return null;
  const clients = (scene.calls.get(symptom.service) ?? []).flatMap(({ client }) => scene.failing.get(client) ?? []);
  const [only] = clients;
  return only && clients.length === 1 && saturationBeside(only) ? only : null;
}
