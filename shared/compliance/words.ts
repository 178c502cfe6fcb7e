import type { ExceptionCheck, RegionReport, RuleCheck } from '../model/regions.ts';
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

const SHOWN = 3;

/** What of a rule could not be checked, in a few sentences: the first of each reason, and how many more there are. */
export function uncheckedTexts({ unchecked }: RuleCheck): string[] {
  return [...groupBy(unchecked, ({ reason }) => reason).values()].flatMap((same) => [
    ...same.slice(0, SHOWN).map(({ text }) => text),
    ...(same.length > SHOWN ? [`the same holds for ${counted(same.length - SHOWN, 'more service')}`] : []),
  ]);
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
      ? `excused ${counted(excused, 'lookup')}${after > 0 ? `, ${counted(after, 'lookup')} came after its end` : ''}`
      : 'excused nothing in the window';
  return `${about}, ${end} (${reason}): ${effect}`;
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
