import type { Service } from '../../model/map.ts';
import type { Hypothesis, PlanComparison, SavedPlanHead } from '../../model/plan.ts';
import { countermeasurePlace } from '../../recovery/countermeasure-words.ts';
import { changesInWords } from '../../recovery/what-if-words.ts';
import { costWords } from '../../recovery/words.ts';
import { instant } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { textTable, wrapped } from './table.ts';

type Names = readonly Pick<Service, 'id' | 'name'>[];

/** The plans that a case keeps, as a table. */
export function savedPlansText(plans: readonly SavedPlanHead[], services: Names): string {
  if (plans.length === 0) return 'No plan is kept in this case. aftermap plan --save NAME keeps one.';
  const name = namesFrom(services);
  const rows = plans.map((head) => [
    head.id,
    head.name,
    instant(head.savedAt),
    name(head.target),
    head.whatIf ? changesInWords(head.whatIf, name).join(', ') : '–',
    costWords(head.cost),
    head.signatures.map((signature) => `${signature.role} ${signature.name}`).join(', ') || '–',
    head.outdated ? 'other now' : 'the same',
  ]);
  const heads = ['no', 'plan', 'kept, UTC', 'target', 'what if', 'cost', 'signed', 'evidence'];
  const max = [undefined, 20, undefined, 20, 30, undefined, 24, undefined];
  return textTable(
    heads.map((head, at) => ({ head, right: at === 0, ...(max[at] === undefined ? {} : { max: max[at] }) })),
    rows,
  );
}

/** How a plan differs from another, for people. */
export function comparisonOfPlansText(
  found: PlanComparison,
  a: Pick<SavedPlanHead, 'name'>,
  b: Pick<SavedPlanHead, 'name'>,
  services: Names,
): string {
  const name = namesFrom(services);
  const lines = [
    ...found.added.map(({ service, wave }) => `+ ${name(service)}, wave ${wave}`),
    ...found.gone.map(({ service, wave }) => `- ${name(service)}, was in wave ${wave}`),
    ...found.moved.map(({ service, from, to }) => `~ ${name(service)}: wave ${from} → ${to}`),
    ...found.changed.map(({ service, what }) => `~ ${name(service)}: ${what.join('; ')}`),
    ...found.countermeasuresAdded.map((one) => `+ ${countermeasurePlace(one)}`),
    ...found.countermeasuresGone.map((one) => `- ${countermeasurePlace(one)}`),
    ...found.cyclesAdded.map((members) => `+ cycle of ${members.map(name).join(', ')}`),
    ...found.cyclesGone.map((members) => `- cycle of ${members.map(name).join(', ')}`),
    ...found.breaksAdded.map(({ client, server }) => `+ ${name(client)} starts without ${name(server)}`),
    ...found.breaksGone.map(({ client, server }) => `- ${name(client)} starts without ${name(server)}`),
  ];
  return [
    `${a.name} → ${b.name}`,
    `${costWords(found.before)} → ${costWords(found.after)}; ${found.same} of them the same`,
    ...whatIfLine(a.name, found.whatIfs.before, name),
    ...whatIfLine(b.name, found.whatIfs.after, name),
    ...(found.sameEvidence ? [] : ['Made from different evidence.']),
    '',
    ...(lines.length > 0 ? lines.map((line) => wrapped(line, '    ')) : ['Nothing differs.']),
  ].join('\n');
}

function whatIfLine(plan: string, whatIf: Hypothesis | null, name: (id: string) => string): string[] {
  return whatIf ? [wrapped(`${plan} is a what-if: ${changesInWords(whatIf, name).join(', ')}.`, '  ')] : [];
}
