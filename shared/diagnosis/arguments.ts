import type { Argument, Coverage, Origin } from '../model/diagnosis.ts';
import type { FailingInterval } from '../model/health.ts';
import type { ServiceId } from '../model/map.ts';
import { clock, counted, firstFew, span } from '../map/words.ts';
import type { Candidate } from './candidate.ts';
import type { Rival } from './rank.ts';
import type { Suspect } from './suspect.ts';
import type { Symptom } from './symptom.ts';
import type { Way } from './ways.ts';

type Names = (id: ServiceId) => string;

/** A rival, with what the logs tell of it. */
export type Told = {
  readonly rival: Rival;
  readonly lookups: Origin['lookups'];
  readonly coverage: Coverage;
  readonly path: Origin['path'];
};

/** What speaks for a rival, the weightiest first, each with the record that it rests on where there is one. */
export function argumentsFor(told: Told, name: Names): Argument[] {
  const { rival, lookups } = told;
  return 'suspect' in rival ? suspectFor(rival.suspect, lookups, name) : candidateFor(rival.candidate, told, name);
}

/** What speaks against a rival, or limits what is known. */
export function argumentsAgainst({ rival, coverage, path }: Told, name: Names): Argument[] {
  const said =
    'suspect' in rival ? suspectAgainst(rival.suspect, path, name) : candidateAgainst(rival.candidate, path, name);
  return [...said, ...outOfSight(coverage)];
}

function candidateFor(candidate: Candidate, { lookups, coverage: { logs } }: Told, name: Names): Argument[] {
  const { symptom, severity, explainedBy, onset, saturation, explains } = candidate;
  const said: Argument[] = [];
  if (onset.first && explains.of > 0)
    said.push(rests(`First to fail, ${clock(symptom.onset)}, before or with all others on the path.`, symptom.opening));
  // What a service depends on that no log hears is not known: that nothing failed there says nothing.
  if (!explainedBy && logs !== 'never' && logs !== 'gap')
    said.push(alone('Depends on nothing that failed before it or with it.'));
  if (symptom.opening.witness === 'lookups') said.push(rests(byLookups(symptom, name), symptom.opening));
  if (symptom.opening.witness === 'heartbeats') said.push(rests(`${symptom.opening.message}.`, symptom.opening));
  if (severity.highest && severity.interval)
    said.push(
      rests(
        `The highest severity of kind ${severity.interval.kind} on the path: ${severity.interval.severity}.`,
        severity.interval,
      ),
    );
  if (explains.services.length > 0)
    said.push(
      alone(
        `Explains ${explains.services.length} of ${counted(explains.of, 'other failing service')}: ${explains.services.length === 1 ? 'it depends' : 'they depend'} on it.`,
      ),
    );
  said.push(...failedLookups(lookups));
  if (saturation)
    said.push(
      rests(`A resource of its own ran short at ${clock(saturation.from)}: a cause, not an effect.`, saturation),
    );
  return said;
}

/** What failed lookups tell of it: those of its names, or, of the target alone, its own. */
function byLookups({ service, opening }: Symptom, name: Names): string {
  const by = opening.asker === undefined ? '' : ` by one client, ${name(opening.asker)}`;
  const told = `${opening.message ?? 'lookups of it failed'}${by}`;
  return opening.subject === service
    ? `No health event speaks of it; ${told}.`
    : `Nothing tells of its health but its own lookups of ${name(opening.subject)}, which are taken as its symptom: ${told}.`;
}

function candidateAgainst(candidate: Candidate, path: Told['path'], name: Names): Argument[] {
  const { symptom, explainedBy, measuredBy, onset, clients, way } = candidate;
  const said: Argument[] = [];
  if (symptom.chronic) said.push(rests(chronicText(symptom), symptom.opening));
  else if (symptom.older)
    said.push(rests(`Failing since ${clock(symptom.onset)}, before the incident.`, symptom.opening));
  said.push(...apartFrom(way, symptom, name));
  if (explainedBy) {
    const { server } = explainedBy;
    said.push(rests(`Depends on ${name(server.service)}, which failed ${sooner(server, symptom)}.`, server.opening));
  }
  if (measuredBy)
    said.push(
      rests(
        `Only ${name(measuredBy.service)} saw it fail, which ran short itself and may measure its own delay.`,
        measuredBy.opening,
      ),
    );
  if (onset.before && onset.before !== explainedBy?.server)
    said.push(rests(`${name(onset.before.service)} failed ${sooner(onset.before, symptom)}.`, onset.before.opening));
  said.push(...healthyClients(clients, name), ...inferredOver(path, name));
  said.push(alone(sighted(symptom)));
  return said;
}

function suspectFor({ clients, share, beneath }: Suspect, lookups: Origin['lookups'], name: Names): Argument[] {
  const said: Argument[] = [];
  const [first] = clients;
  if (first)
    said.push(
      rests(
        `${firstFew(clients.map(({ service }) => name(service)))} ${clients.length === 1 ? 'depends' : 'depend'} on it: ${Math.round(share * 100)} % of what no other failure explains.`,
        first.opening,
      ),
    );
  said.push(...failedLookups(lookups));
  if (beneath > 0) said.push(alone(`Stands for ${counted(beneath, 'service')} beneath it, without an alarm either.`));
  return said;
}

function suspectAgainst({ otherClients, watched }: Suspect, path: Told['path'], name: Names): Argument[] {
  return [
    alone(
      watched
        ? 'Has health data and no alarm: the fault would have to be one that its own health does not show.'
        : 'Has no health data: nothing shows that it failed.',
    ),
    ...healthyClients(otherClients, name),
    ...inferredOver(path, name),
  ];
}

function apartFrom({ apart }: Way, symptom: Symptom, name: Names): Argument[] {
  if (!apart) return [];
  if (apart.why === 'healthy')
    return [alone(`${firstFew(apart.services.map(name))} stood between it and the target and did not fail.`)];
  const { client } = apart;
  const text =
    symptom.onset > client.onset
      ? `Began ${span(symptom.onset - client.onset)} after ${name(client.service)}, more than clocks and sampling allow.`
      : `Had recovered before ${name(client.service)} began to fail.`;
  return [rests(text, symptom.opening)];
}

function failedLookups({ failed, all, byCode }: Origin['lookups']): Argument[] {
  if (failed === 0) return [];
  const codes = Object.entries(byCode).sort(([, a], [, b]) => b - a);
  const said = codes.map(([code, count]) => `${code === 'none' ? 'no response' : code} ${count}`).join(', ');
  return [alone(`${failed} of ${counted(all, 'lookup')} of it in the window failed${said === '' ? '' : `: ${said}`}.`)];
}

/** What could not have been seen of it. */
function outOfSight({ logs, clients }: Coverage): Argument[] {
  const said: Argument[] = [];
  if (logs === 'never')
    said.push(alone('No DNS or socket log runs of its instances: what it depends on is not observable.'));
  if (logs === 'gap')
    said.push(
      alone('No DNS or socket log runs of its instances in the window: what it then depended on is not observable.'),
    );
  if (logs !== 'unknown' && clients.covered < clients.of)
    said.push(
      alone(`Of its ${counted(clients.of, 'client')}, a DNS or socket log runs of ${clients.covered} in the window.`),
    );
  return said;
}

/** Between which two instants it began: each sight of it bounds the onset on one side only. */
function sighted({ opening, onset, after, step }: Symptom): string {
  if (after === null)
    return `Its first health event, at ${clock(onset)}, finds it failing: when it began is not known.`;
  const how = opening.sampled ? SIGHTS[opening.witness](span(step)) : 'Its health is reported when it changes';
  return `${how}: it began after ${clock(after)} and by ${clock(onset)}.`;
}

const SIGHTS: Readonly<Record<FailingInterval['witness'], (step: string) => string>> = {
  events: (step) => `Health is sampled every ${step}`,
  heartbeats: (step) => `It beats every ${step}`,
  lookups: (step) => `It is looked up every ${step}`,
};

function healthyClients({ healthy }: Candidate['clients'], name: Names): Argument[] {
  if (healthy.length === 0) return [];
  const verb = healthy.length === 1 ? 'depends' : 'depend';
  return [alone(`${firstFew(healthy.map(name))} also ${verb} on it and did not fail.`)];
}

function inferredOver(path: Told['path'], name: Names): Argument[] {
  const over = path.slice(1, -1).flatMap(({ service, inferred }) => (inferred ? [service] : []));
  return over.length === 0 ? [] : [alone(`Inferred over ${firstFew(over.map(name))}, without health data.`)];
}

function chronicText(symptom: Symptom): string {
  const known = symptom.familiarity.get(symptom.opening);
  const windows = known && known.seen > 0 ? `, in ${known.seen} of ${known.of} earlier windows with failures` : '';
  return `Failing since ${clock(symptom.onset)}${windows}: chronic.`;
}

function sooner(first: Symptom, second: Symptom): string {
  const lead = second.onset - first.onset;
  if (lead === 0) return 'at the same time';
  return lead > 0 ? `${span(lead)} earlier` : `${span(-lead)} later, within the sampling step`;
}

function rests(text: string, interval: FailingInterval): Argument {
  return { text, citation: interval.citation };
}

function alone(text: string): Argument {
  return { text, citation: null };
}
