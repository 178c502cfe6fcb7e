import type { Failure } from '../../shared/failure.ts';
import { isoWindow, toIso, type Micros } from '../../shared/model/time.ts';
import type { ComparedUse, Comparison } from '../../shared/model/comparison.ts';
import { countsOf } from '../../shared/comparison/told.ts';
import type { Coverage, Diagnosis } from '../../shared/model/diagnosis.ts';
import type { Source, TimeFinding } from '../../shared/model/evidence.ts';
import type { Infrastructure } from '../../shared/model/infrastructure.ts';
import type { InstanceDependency, ProcessDependency } from '../../shared/model/map.ts';

/** The documents of --json: the results with every instant as ISO 8601, in the shapes that other programs rely on. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

const iso = (at: Micros | null) => (at === null ? null : toIso(at));

const NO_LOOKUPS = { total: 0, resolved: 0, self: 0, unresolved: {}, noAnswer: {} };
const NOTHING: Readonly<Record<string, object>> = {
  import: { sources: [] },
  declare: { sources: [] },
  map: { services: [], dependencies: [], lookups: NO_LOOKUPS },
  diagnose: { failing: [], origins: [] },
  plan: { waves: [], cycles: [] },
  plans: { plans: [] },
  regions: { regions: [], rows: [], violations: [] },
  heartbeats: { runtimes: [], pairs: [], losses: [], silences: [], uncovered: [] },
  compare: { services: [], dependencies: [] },
  audit: { findings: [], counts: {} },
  verify: { ok: false, checks: [] },
};

/** The document of a command that could open nothing: its shape without content, and what was wrong. */
export function failureJson(command: string, failure: Failure): unknown {
  return { error: failure, ...NOTHING[command] };
}

export function sourcesJson(path: string, sources: readonly Source[]): object {
  return {
    case: path,
    sources: sources.map(({ from, to, declared: { at, ...declared }, ...source }) => ({
      ...source,
      declared: at === undefined ? declared : { ...declared, at: iso(at) },
      from: iso(from),
      to: iso(to),
    })),
  };
}

export function infrastructureJson({ lookups, subjects, suspects, leftOut }: Infrastructure): object {
  return {
    lookups,
    suspects,
    leftOut,
    subjects: subjects.map(({ firstSeen, lastSeen, ...subject }) => ({
      ...subject,
      firstSeen: iso(firstSeen),
      lastSeen: iso(lastSeen),
    })),
  };
}

export function findingsJson(findings: readonly TimeFinding[], sources: readonly Source[]): unknown {
  const pathOf = (id: number) => sources.find((source) => source.id === id)?.path ?? null;
  return findings.map(({ source, other, offset, ...finding }) => ({
    source: pathOf(source),
    other: pathOf(other),
    offsetSeconds: offset / 1e6,
    ...finding,
  }));
}

export function instancesJson(instances: readonly (InstanceDependency | ProcessDependency)[]): unknown {
  return instances.map(({ firstSeen, lastSeen, ...pair }) => ({
    ...pair,
    firstSeen: toIso(firstSeen),
    lastSeen: toIso(lastSeen),
  }));
}

const coverageJson = ({ health, watched, ...rest }: Coverage) => ({
  health: health && isoWindow(health),
  watchedSeconds: watched / 1e6,
  ...rest,
});

export function diagnosisJson(diagnosis: Diagnosis): object {
  return {
    ...diagnosis,
    window: isoWindow(diagnosis.window),
    coverage: coverageJson(diagnosis.coverage),
    deciding: diagnosis.deciding && { ...diagnosis.deciding, window: isoWindow(diagnosis.deciding.window) },
    origins: diagnosis.origins.map(
      ({ onset, onsetAfter, onsetStep, path, coverage, for: speaksFor, against, ...origin }) => ({
        ...origin,
        coverage: coverageJson(coverage),
        onset: toIso(onset),
        onsetAfter: iso(onsetAfter),
        onsetWithinSeconds: onsetAfter === null ? null : (onset - onsetAfter) / 1e6,
        sampledEverySeconds: onsetStep / 1e6,
        path: path.map(({ service }) => service),
        steps: path.map((step) => ({ ...step, onset: iso(step.onset), lookupsFailed: iso(step.lookupsFailed) })),
        for: speaksFor.map(({ text }) => text),
        against: against.map(({ text }) => text),
        evidence: [...speaksFor, ...against].flatMap(({ text, citation }) =>
          citation ? [{ text, path: citation.path, line: citation.line }] : [],
        ),
      }),
    ),
  };
}

export function comparisonJson(comparison: Comparison): unknown {
  const use = ({ firstSeen, lastSeen, covered, ...rest }: ComparedUse) => ({
    ...rest,
    firstSeen: iso(firstSeen),
    lastSeen: iso(lastSeen),
    coveredSeconds: covered / 1e6,
  });
  return {
    ...comparison,
    window: isoWindow(comparison.window),
    against: isoWindow(comparison.against),
    counts: countsOf(comparison.dependencies),
    dependencies: comparison.dependencies.map(({ window, against, ...rest }) => ({
      ...rest,
      window: use(window),
      against: use(against),
    })),
  };
}
