import type { Changes, Pair, PlanQuestion } from '../../../shared/model/plan.ts';
import type { ServiceFinder } from './service-finder.ts';

/**
 * The question with every service by its id. What a what-if adds may be new; all else must be of the case.
 * @throws AftermapError `usage` where a service is not known.
 */
export function resolveQuestion(question: PlanQuestion, { find, findOrTake }: ServiceFinder): PlanQuestion {
  const pairs = (list: readonly Pair[], by: (text: string) => string) =>
    list.map(({ client, server }) => ({ client: by(client), server: by(server) }));
  const changes = (list: Changes, by: (text: string) => string): Changes => ({
    ...list,
    ...(list.services ? { services: list.services.map(by) } : {}),
    ...(list.dependencies ? { dependencies: pairs(list.dependencies, by) } : {}),
  });
  const { services, breaks, minutes, whatIf } = question;
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
    ...(whatIf
      ? {
          whatIf: {
            ...(whatIf.without ? { without: changes(whatIf.without, find) } : {}),
            ...(whatIf.with ? { with: changes(whatIf.with, findOrTake) } : {}),
          },
        }
      : {}),
  };
}
