import type { PolicyReport } from '../model/policy.ts';
import type { ServiceId } from '../model/map.ts';
import { countsOf } from './counts.ts';

/** The part of a report that concerns a service, as client or server; the rules stay, and count for the whole window. */
export function policiesOfService(report: PolicyReport, service: ServiceId): PolicyReport {
  const verdicts = report.verdicts.filter(({ client, server }) => client === service || server === service);
  return {
    ...report,
    verdicts,
    ...countsOf(verdicts),
    allowList: report.allowList.filter(({ server, services }) => server === service || services.includes(service)),
  };
}

/** Whether the report holds something that must be answered for: a dependency that was seen though the policies deny it. */
export function deniesWhatWasSeen({ counts }: PolicyReport): boolean {
  return counts.denied > 0;
}
