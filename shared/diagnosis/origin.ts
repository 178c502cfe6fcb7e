import type { HealthWitness, Origin, PathStep } from '../model/diagnosis.ts';
import type { ServiceId } from '../model/map.ts';
import { namesOf } from '../map/follow.ts';
import { argumentsAgainst, argumentsFor } from './arguments.ts';
import { coverageOf } from './coverage.ts';
import type { DiagnosisInput } from './diagnose.ts';
import type { Rival } from './rank.ts';
import type { Scene } from './scene.ts';
import type { Symptom } from './symptom.ts';

/** Makes the answer of a rival: its figures, its path, and what speaks for and against it. */
export function originMaker(input: DiagnosisInput, scene: Scene, unseenTarget: boolean): (rival: Rival) => Origin {
  const name = namesOf(input.map);
  const step = (service: ServiceId): PathStep => {
    const known = unseenTarget && service === input.target ? undefined : scene.failing.get(service);
    const inferred = !scene.watched.has(service);
    const onset = known?.onset ?? null;
    return { service, onset: inferred ? null : onset, inferred, lookupsFailed: inferred ? onset : null };
  };
  return (rival) => {
    const { service, score, onset } = rival;
    const coverage = coverageOf(input, service);
    const lookups = { ...lookupsOf(rival), byCode: codesOf(input, service) };
    const path = wayOf(rival).path.map(step);
    const said = { rival, lookups, coverage, path };
    return {
      service,
      score,
      ...standingOf(rival),
      onset,
      onsetAfter: sightOf(rival)?.after ?? null,
      onsetStep: sightOf(rival)?.step ?? 0,
      lookups,
      coverage,
      path,
      for: argumentsFor(said, name),
      against: argumentsAgainst(said, name),
    };
  };
}

function standingOf(
  rival: Rival,
): Pick<Origin, 'standing' | 'witness' | 'kind' | 'severity' | 'explains' | 'healthyClients'> {
  if ('suspect' in rival) {
    const { clients, of, watched, otherClients } = rival.suspect;
    const witness: HealthWitness = watched ? 'events' : 'none';
    const explains = { count: clients.length, of, services: clients.map(({ service }) => service) };
    return { standing: 'suspect', witness, kind: null, severity: null, explains, healthyClients: otherClients.healthy };
  }
  const { symptom, severity, explains, clients, way } = rival.candidate;
  const shown = severity.interval ?? symptom.opening;
  return {
    standing: way.apart ? 'apart' : 'failing',
    witness: symptom.opening.witness,
    kind: shown.kind,
    severity: shown.severity,
    explains: { count: explains.services.length, of: explains.of, services: explains.services },
    healthyClients: clients.healthy,
  };
}

/** The symptom that the onset is taken from. */
function sightOf(rival: Rival): Symptom | undefined {
  return 'suspect' in rival ? rival.suspect.clients[0] : rival.candidate.symptom;
}

function wayOf(rival: Rival) {
  return 'suspect' in rival ? rival.suspect.way : rival.candidate.way;
}

function lookupsOf(rival: Rival) {
  return 'suspect' in rival ? rival.suspect.lookups : rival.candidate.lookups;
}

function codesOf({ logs }: DiagnosisInput, service: ServiceId): Record<string, number> {
  const codes: Record<string, number> = {};
  for (const { server, code, failures } of logs?.failures ?? [])
    if (server === service) codes[code] = (codes[code] ?? 0) + failures;
  return codes;
}
