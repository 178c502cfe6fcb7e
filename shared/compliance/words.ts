import type { ExceptionCheck, RegionReport, RuleCheck, UncheckedService } from '../model/regions.ts';
import { groupBy } from '../graph/group.ts';
import { counted } from '../map/words.ts';
import { ending } from './offences.ts';

/** How a rule fared, in words. */
export const RULE_STATES: Readonly<Record<RuleCheck['state'], string>> = {
  broken: 'broken',
  kept: 'kept',
  'kept-as-far-as-seen': 'kept as far as the logs show',
  'not-observable': 'not observable',
};

/** One sentence for many services of which the same could not be checked. */
const MANY: Readonly<Record<UncheckedService['reason'], (services: string) => string>> = {
  'none-governed': (services) => `${services} are governed by nothing`,
  'not-in-map': (services) =>
    `${services} that it governs are not reached in the window, so nothing of them was checked`,
  'no-log': (services) =>
    `no DNS log covers ${services} that it governs in the window: what they looked up is not known`,
  'no-log-below': (services) => `${services} that it governs reach services that no DNS log covers in the window`,
  contested: (services) => `contested lookups below ${services} that it governs may be against the rule`,
  'no-such-region': (services) => `${services} are told of by regions that the case does not know`,
  'unknown-region': (services) => `lookups below ${services} that it governs ran in an unknown region`,
};
const APART = 3;

/** What of a rule could not be checked, in a few sentences: service by service where few are concerned, else by their number. */
export function uncheckedTexts({ unchecked }: RuleCheck): string[] {
  return [...groupBy(unchecked, ({ reason }) => reason)].flatMap(([reason, same]) =>
    same.length > APART && reason !== 'no-such-region'
      ? [MANY[reason](counted(same.length, 'service'))]
      : same.map(({ text }) => text),
  );
}

/** What an exception is about and how it fared, in one sentence. */
export function exceptionText({ exception, state, excused, after }: ExceptionCheck): string {
  const { services, regions, reason } = exception;
  const about = [services?.join(', ') ?? 'all services', regions ? `in ${regions.join(', ')}` : 'in all regions'].join(
    ' ',
  );
  const end = `${state === 'expired' ? 'ended' : 'until'} ${ending(exception)}`;
  const effect =
    excused > 0 || after > 0
      ? [
          ...(excused > 0 ? [`excused ${counted(excused, 'lookup')}`] : []),
          ...(after > 0 ? [`${counted(after, 'lookup')} came after its end`] : []),
        ].join(', ')
      : 'excused nothing in the window';
  return `${about}, ${end} (${reason}): ${effect}`;
}

/** That no log hears the target, and what that means. */
export function unheardText(logs: Exclude<RegionReport['logs'], 'covered'>): string {
  const when = logs === 'gap' ? 'covers it in the window' : 'of the case hears it';
  return `no DNS log ${when}: what it looked up is not known`;
}

/** Violations, those beyond the list too, and expired exceptions. */
export function findingsOf({ checks, exceptions }: Pick<RegionReport, 'checks' | 'exceptions'>): number {
  const violations = checks.reduce((sum, one) => sum + one.violations + one.unlisted, 0);
  return violations + exceptions.filter(({ state }) => state === 'expired').length;
}

/** What is against the rules, in one sentence. */
export function verdict(report: RegionReport): string {
  if (report.rules.length === 0) return 'No rules were given.';
  return `${counted(findingsOf(report), 'finding')} against ${counted(report.rules.length, 'rule')}.`;
}
