import type { ServiceId } from '../model/map.ts';
import type { Countermeasure } from '../model/countermeasure.ts';
import type { Hypothesis, Pair, Plan, PlanComparison, PlanStep } from '../model/plan.ts';
import { byId } from '../graph/graph.ts';
import { costOf } from './answer-what-if.ts';
import { pairKey, pairSet } from '../map/pairs.ts';
import { minutesText } from './words.ts';

type Placed = { readonly wave: number; readonly step: PlanStep };

/**
 * How plan `b` differs from plan `a`: each service of either is in exactly one of added, gone, moved, changed and same.
 * @param sameEvidence whether both were made from the same evidence
 */
export function comparePlans(a: Plan, b: Plan, sameEvidence: boolean): PlanComparison {
  const before = placed(a);
  const after = placed(b);
  const services = [...new Set([...before.keys(), ...after.keys()])].sort(byId);
  const both = services.flatMap((service) => {
    const [from, to] = [before.get(service), after.get(service)];
    return from && to ? [{ service, from, to, what: differences(from.step, to.step) }] : [];
  });
  const only = (here: ReadonlyMap<ServiceId, Placed>, there: ReadonlyMap<ServiceId, Placed>) =>
    services
      .filter((service) => here.has(service) && !there.has(service))
      .map((service) => ({ service, wave: here.get(service)?.wave ?? 0 }));
  const stayed = both.filter(({ from, to }) => from.wave === to.wave);
  return {
    added: only(after, before),
    gone: only(before, after),
    moved: both
      .filter(({ from, to }) => from.wave !== to.wave)
      .map(({ service, from, to }) => ({ service, from: from.wave, to: to.wave })),
    changed: stayed.filter(({ what }) => what.length > 0).map(({ service, what }) => ({ service, what })),
    same: stayed.filter(({ what }) => what.length === 0).length,
    countermeasuresAdded: countermeasuresOnlyIn(b, a),
    countermeasuresGone: countermeasuresOnlyIn(a, b),
    cyclesAdded: cyclesOnlyIn(b, a),
    cyclesGone: cyclesOnlyIn(a, b),
    breaksAdded: breaksOnlyIn(b, a),
    breaksGone: breaksOnlyIn(a, b),
    before: costOf(a),
    after: costOf(b),
    whatIfs: { before: hypothesisOf(a), after: hypothesisOf(b) },
    sameEvidence,
  };
}

/** What the what-if of a plan leaves out and adds; null where it has none. */
export function hypothesisOf({ whatIf }: Pick<Plan, 'whatIf'>): Hypothesis | null {
  return whatIf && { without: whatIf.without, with: whatIf.with };
}

function placed({ waves }: Plan): ReadonlyMap<ServiceId, Placed> {
  return new Map(waves.flatMap(({ wave, steps }) => steps.map((step) => [step.service, { wave, step }] as const)));
}

/** What of a step is other than before, in words. */
function differences(a: PlanStep, b: PlanStep): string[] {
  const minutes = (value: number | null) => (value === null ? 'unknown' : minutesText(value));
  const list = (values: readonly string[]) => (values.length > 0 ? values.join(', ') : 'none');
  const changed = (what: string, from: string, to: string) => (from === to ? [] : [`${what}: ${from} → ${to}`]);
  return [
    ...changed('minutes', minutes(a.minutes), minutes(b.minutes)),
    ...changed('instances', String(a.instances), String(b.instances)),
    ...changed('regions', list(a.regions), list(b.regions)),
    ...changed('waits for', list(a.after), list(b.after)),
    ...changed('blocked by', list(a.blockedBy), list(b.blockedBy)),
    ...changed('left running', list(a.spared), list(b.spared)),
    ...changed('check', a.check, b.check),
  ];
}

/** What is done in one plan alone: another sender, another stand-in, or after another wave. */
function countermeasuresOnlyIn(here: Plan, there: Plan): Countermeasure[] {
  const what = ({ step, service, instance, standIn, afterWave }: Countermeasure) =>
    JSON.stringify([step, service, instance, standIn?.instance, afterWave]);
  const known = new Set(there.countermeasures.map(what));
  return here.countermeasures.filter((one) => !known.has(what(one)));
}

function cyclesOnlyIn(here: Plan, there: Plan): (readonly ServiceId[])[] {
  const known = new Set(there.cycles.map(({ services }) => services.join('\n')));
  return here.cycles.map(({ services }) => services).filter((services) => !known.has(services.join('\n')));
}

function breaksOnlyIn(here: Plan, there: Plan): Pair[] {
  const known = pairSet(there.cycles.flatMap(({ breaks }) => breaks));
  return here.cycles
    .flatMap(({ breaks }) => breaks)
    .filter((one) => !known.has(pairKey(one)))
    .map(({ client, server }) => ({ client, server }));
}
