import type { Service, ServiceId } from '../model/map.ts';
import type { ExceptionCheck, RegionException, RegionRule, ServiceAttribute } from '../model/regions.ts';
import { toIso, type Micros, type TimeWindow } from '../model/time.ts';
import { fits } from './pattern.ts';
import type { Phase } from './phases.ts';
import { governedBy, isCalled, objection } from './rule.ts';

/** Lookups of a dependency in a region against a rule, in one phase; `governed` undefined: the rule governs all. */
export type OffencePart = {
  readonly governed: ReadonlySet<ServiceId> | undefined;
  readonly lookups: number;
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
};

/** A dependency that ran in a region against a rule, whoever is governed, phase by phase. */
export type Offence = {
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly region: string;
  readonly why: string;
  readonly parts: OffencePart[];
};

export type Judgement = { readonly offences: readonly Offence[]; readonly exceptions: readonly ExceptionCheck[] };

type Scene = {
  readonly window: TimeWindow;
  readonly phases: readonly Phase[];
  readonly inside: ReadonlySet<ServiceId>;
  readonly known: readonly Pick<Service, 'id' | 'name'>[];
  readonly attributes: readonly ServiceAttribute[];
  /** Whether a service that the rule governs depends on the client, or is it. */
  readonly concerns: (client: ServiceId, server: ServiceId, governed: ReadonlySet<ServiceId> | undefined) => boolean;
};

/** What ran against a rule and was not excused, and how its exceptions fared. */
export function judge(rule: RegionRule, { window, phases, inside, known, attributes, concerns }: Scene): Judgement {
  const names = new Map(known.map((service) => [service.id, service]));
  const exceptions = (rule.exceptions ?? []).map((exception) => ({ exception, excused: 0, after: 0 }));
  const offences = new Map<string, Offence>();
  for (const phase of phases) {
    const governed = governedBy(rule, known, attributes, phase.window);
    for (const { client, server, region, lookups, firstSeen, lastSeen } of phase.seen) {
      const why = lookups > 0 ? objection(rule, region) : undefined;
      if (why === undefined || !inside.has(client) || !inside.has(server)) continue;
      if (!concerns(client, server, governed)) continue;
      const fitting = exceptions.filter(({ exception }) =>
        covers(exception, names.get(server) ?? { id: server, name: server }, region),
      );
      const excusing = fitting.find(({ exception }) => phase.window.to <= exception.until);
      if (excusing) {
        excusing.excused += lookups;
        continue;
      }
      const [ended] = fitting;
      if (ended) ended.after += lookups;
      const reason = ended ? `${why}; the exception for it ended ${ending(ended.exception)}` : why;
      const key = `${client}\n${server}\n${region}`;
      const offence = offences.get(key) ?? { client, server, region, why: reason, parts: [] };
      offence.parts.push({ governed, lookups, firstSeen, lastSeen });
      offences.set(key, offence);
    }
  }
  return {
    offences: [...offences.values()],
    exceptions: exceptions.map(({ exception, excused, after }) => ({
      rule: rule.name,
      exception,
      state: exception.until < window.to ? 'expired' : 'in-force',
      excused,
      after,
    })),
  };
}

/** Whether the exception is about the server in the region. */
function covers({ services, regions }: RegionException, server: Pick<Service, 'id' | 'name'>, region: string): boolean {
  const ofService = services?.some((pattern) => isCalled(server, pattern)) ?? true;
  return ofService && (regions?.some((pattern) => fits(pattern, region)) ?? true);
}

/** When an exception ends, to the minute. */
export function ending({ until }: RegionException): string {
  return `${toIso(until).slice(0, 16).replace('T', ' ')} UTC`;
}
