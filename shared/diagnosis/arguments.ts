import type { Argument } from '../model/diagnosis.ts';
import type { FailingInterval } from '../model/health.ts';
import type { ServiceId } from '../model/map.ts';
import { clock, counted, firstFew, span } from '../map/words.ts';
import type { Candidate } from './candidate.ts';
import type { Symptom } from './symptom.ts';

type Names = (id: ServiceId) => string;

/** What speaks for a candidate, the weightiest first, each with the record that it rests on where there is one. */
export function argumentsFor(candidate: Candidate): Argument[] {
  const { symptom, severity, explainedBy, onset, saturation, explains, lookups } = candidate;
  const said: Argument[] = [];
  if (onset.first && explains.of > 0)
    said.push(rests(`First to fail, ${clock(symptom.onset)}, before or with all others on the path.`, symptom.opening));
  if (!explainedBy) said.push(alone('Depends on nothing that failed before it or with it.'));
  if (severity.highest && severity.interval)
    said.push(
      rests(
        `The highest severity of kind ${severity.interval.kind} on the path: ${severity.interval.severity}.`,
        severity.interval,
      ),
    );
  if (explains.count > 0)
    said.push(
      alone(`Explains ${explains.count} of ${counted(explains.of, 'other failing service')}: they depend on it.`),
    );
  if (lookups.failed > 0) said.push(alone(`${lookups.failed} of ${counted(lookups.all, 'lookup')} of it failed.`));
  if (saturation)
    said.push(
      rests(`A resource of its own ran short at ${clock(saturation.from)}: a cause, not an effect.`, saturation),
    );
  return said;
}

/** What speaks against a candidate, or limits what is known. */
export function argumentsAgainst(candidate: Candidate, name: Names): Argument[] {
  const { symptom, explainedBy, onset, clients, way } = candidate;
  const said: Argument[] = [];
  if (symptom.chronic) said.push(rests(chronicText(symptom), symptom.opening));
  else if (symptom.older)
    said.push(rests(`Failing since ${clock(symptom.onset)}, before the incident.`, symptom.opening));
  if (explainedBy) {
    const { server } = explainedBy;
    said.push(rests(`Depends on ${name(server.service)}, which failed ${sooner(server, symptom)}.`, server.opening));
  }
  if (onset.before && onset.before !== explainedBy?.server)
    said.push(rests(`${name(onset.before.service)} failed ${sooner(onset.before, symptom)}.`, onset.before.opening));
  if (clients.healthy.length > 0)
    said.push(
      alone(
        `${firstFew(clients.healthy.map(name))} also ${clients.healthy.length === 1 ? 'depends' : 'depend'} on it and did not fail.`,
      ),
    );
  const over = way.flatMap((link) => link.over);
  if (over.length > 0) said.push(alone(`Inferred over ${firstFew(over.map(name))}, without health data.`));
  said.push(alone(`Health is sampled every ${span(symptom.step)}: the onset is known to ± ${span(symptom.step)}.`));
  return said;
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
