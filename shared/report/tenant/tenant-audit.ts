import { countsOf } from '../../audit/audit.ts';
import { counted } from '../../map/words.ts';
import type { Pair } from '../../map/pairs.ts';
import type { Audit } from '../../model/audit.ts';
import type { PolicyReport, Verdict } from '../../model/policy.ts';
import { countsOf as verdictCounts } from '../../policy/counts.ts';
import type { TenantBorder } from '../../policy/tenant-map.ts';
import { leftOut, type Kept } from './fold.ts';

/** The findings that speak of a tenant's own services, the other end of those that cross its border called by what stands for it. */
export function tenantAudit(audit: Audit, border: TenantBorder): Kept<Audit> {
  const findings = audit.findings.filter(touches(border));
  return {
    kept: { ...audit, findings: findings.map(called(border)), counts: countsOf(findings) },
    leftOut: leftOut(
      audit.findings.length - findings.length,
      (n) => `Audit: ${counted(n, 'finding')} between services of others.`,
    ),
  };
}

/** What the policies say of a tenant's own dependencies and of those that cross its border. Rules are not quoted: they may name others. */
export function tenantPolicies(report: PolicyReport, border: TenantBorder): Kept<PolicyReport> {
  const { isOwn, nodeOf } = border;
  const verdicts = report.verdicts.filter(touches(border));
  const counts = verdictCounts(verdicts);
  const tenantOf = (service: string) => (isOwn(service) ? border.tenant : nodeOf(service));
  return {
    kept: {
      ...report,
      verdicts: verdicts.map((one) => ({
        ...called(border)(one),
        crossing: one.crossing && { from: tenantOf(one.client), to: tenantOf(one.server) },
        regions: one.regions && {
          from: isOwn(one.client) ? one.regions.from : null,
          to: isOwn(one.server) ? one.regions.to : null,
        },
        rules: [],
        why: WHY[one.verdict],
        evidence: one.evidence.map(({ citation }) => ({ text: 'record', citation })),
      })),
      ...counts,
      rules: [],
      allowList: [],
    },
    leftOut: [
      ...leftOut(
        report.verdicts.length - verdicts.length,
        (n) => `Policies: ${counted(n, 'verdict')} on dependencies between services of others.`,
      ),
      ...leftOut(
        report.rules.length,
        (n) => `Policies: names and words of ${counted(n, 'rule')}, and what came of each.`,
      ),
      ...leftOut(report.allowList.length, () => 'Policies: the smallest allow-list.'),
    ],
  };
}

const WHY: Readonly<Record<Verdict, string>> = {
  denied: 'The policies deny it.',
  undecided: 'The evidence does not tell what the policies say of it.',
  'not-covered': 'No policy speaks of it.',
  allowed: 'The policies allow it.',
};

const touches =
  ({ isOwn }: TenantBorder) =>
  ({ client, server }: Pair): boolean =>
    isOwn(client) || isOwn(server);

const called =
  ({ nodeOf }: TenantBorder) =>
  <T extends Pair>(one: T): T => ({ ...one, client: nodeOf(one.client), server: nodeOf(one.server) });
