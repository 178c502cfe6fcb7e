import type { Countermeasure } from '../../model/countermeasure.ts';
import type { ServiceId } from '../../model/map.ts';
import type { Plan, PlanStep } from '../../model/plan.ts';
import { toIso } from '../../model/time.ts';
import { csvText } from '../../map/export/csv.ts';
import { runbookOf } from '../runbook.ts';

const COLUMNS =
  'wave,service,service_name,reason,after,blocked_by,instances,regions,instance_ids,rolling,check,minutes,earliest_start,critical,inferred,failing_since,remark,act,stand_in';

/**
 * The plan as CSV in the order of its work, one step a line: ids of services, `;` between several; minutes and earliest
 * start empty where they are not known; rolling as `region: ids` in order. `act` is `restart`, or the countermeasure:
 * one before a wave stands above it, one after it below.
 */
export function planToCsv(plan: Plan, nameOf: (service: ServiceId) => string): string {
  const rows = runbookOf(plan).flatMap((part) =>
    part.wave === null
      ? part.beside.map((one) => countermeasureCells(one, nameOf(one.service)))
      : part.wave.steps.map((step) => [part.wave.wave, ...cells(step, nameOf(step.service))]),
  );
  return csvText([COLUMNS.split(','), ...rows]);
}

function cells(step: PlanStep, name: string): (string | number)[] {
  return [
    step.service,
    name,
    step.reason,
    step.after.join(';'),
    step.blockedBy.join(';'),
    step.instances,
    step.regions.join(';'),
    step.places.flatMap(({ instances }) => instances).join(';'),
    step.rolling.map(({ region, instances }) => `${region}: ${instances.join(' ')}`.trim()).join(';'),
    step.check,
    step.minutes ?? '',
    step.start ?? '',
    String(step.critical),
    String(step.inferred),
    step.onset === null ? '' : toIso(step.onset),
    step.doubt ?? '',
    'restart',
    '',
  ];
}

function countermeasureCells(one: Countermeasure, name: string): (string | number)[] {
  const { standIn } = one;
  return [
    one.beforeWave ?? one.afterWave ?? '',
    one.service,
    name,
    one.why,
    '',
    '',
    1,
    standIn?.region ?? '',
    one.instance,
    '',
    one.check,
    '',
    '',
    '',
    '',
    '',
    one.noStandIn ?? '',
    one.step,
    standIn?.instance ?? '',
  ];
}
