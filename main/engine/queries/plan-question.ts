import { AftermapError } from '../../../shared/failure.ts';
import type { Changes, Pair, PlanQuestion, WhatIf } from '../../../shared/model/plan.ts';
import { contradictions } from '../../../shared/recovery/what-if.ts';
import type { ServiceFinder } from './service-finder.ts';

/**
 * The question with every service by its id. What a what-if adds may be new; all else must be of the case.
 * @throws AftermapError `usage` where a service is not known, or a what-if leaves out what it adds.
 */
export function resolveQuestion(question: PlanQuestion, { find, findOrTake }: ServiceFinder): PlanQuestion {
  const pairs = (list: readonly Pair[], by: (text: string) => string) =>
    list.map(({ client, server }) => ({ client: by(client), server: by(server) }));
  const changes = (list: Changes, by: (text: string) => string): Changes => ({
    ...list,
    ...(list.services ? { services: list.services.map(by) } : {}),
    ...(list.dependencies ? { dependencies: pairs(list.dependencies, by) } : {}),
  });
  const { services, breaks, minutes } = question;
  const whatIf = question.whatIf && {
    ...(question.whatIf.without ? { without: changes(question.whatIf.without, find) } : {}),
    ...(question.whatIf.with ? { with: changes(question.whatIf.with, findOrTake) } : {}),
  };
  if (whatIf) refuseContradiction(whatIf);
  return {
    ...question,
    service: find(question.service),
    ...(services ? { services: services.map(find) } : {}),
    ...(breaks ? { breaks: pairs(breaks, find) } : {}),
    ...(minutes
      ? {
          minutes: Object.fromEntries(
            Object.entries(minutes).map(([service, value]) => [service === '*' ? service : findOrTake(service), value]),
          ),
        }
      : {}),
    ...(whatIf ? { whatIf } : {}),
  };
}

function refuseContradiction(whatIf: WhatIf): void {
  const [first] = contradictions(whatIf);
  if (first !== undefined)
    throw new AftermapError('usage', `The what-if leaves out ${first} and adds it.`, 'Keep one of the two.');
}
