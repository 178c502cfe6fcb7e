import type { Coverage } from '../model/diagnosis.ts';
import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import { overlaps, type TimeWindow } from '../model/time.ts';
import { isCertain } from '../map/follow.ts';
import type { DiagnosisInput } from './diagnose.ts';

/** When the health events of a service could tell of it in a window, cut to the window; earliest first. */
export function watchedSpans(health: Health, service: ServiceId, window: TimeWindow): TimeWindow[] {
  return health.watched
    .filter((span) => span.service === service && overlaps(span, window))
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .sort((a, b) => a.from - b.from);
}

/** What could be seen of a service in the window: by its health events, by its own lookups and connections, and by those of its clients. */
export function coverageOf(
  { map, health, window, logs }: Pick<DiagnosisInput, 'map' | 'health' | 'window' | 'logs'>,
  service: ServiceId,
): Coverage {
  const heard = (id: ServiceId): Coverage['logs'] => {
    if (!logs) return 'unknown';
    const covered = [logs.heard.get(id), logs.sockets.get(id)];
    return covered.includes(true) ? 'covered' : covered.includes(false) ? 'gap' : 'never';
  };
  const spans = watchedSpans(health, service, window);
  const [first, last] = [spans[0], spans.at(-1)];
  const clients = clientsIn(map, service);
  return {
    health: first && last ? { from: first.from, to: last.to } : null,
    watched: spans.reduce((sum, { from, to }) => sum + to - from, 0),
    logs: heard(service),
    clients: { covered: clients.filter((id) => heard(id) === 'covered').length, of: clients.length },
  };
}

function clientsIn(map: DependencyMap, service: ServiceId): ServiceId[] {
  const calls = map.dependencies.filter((dependency) => dependency.server === service && isCertain(dependency));
  return [...new Set(calls.map(({ client }) => client))];
}
