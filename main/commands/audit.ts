import { Option, type Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import { ANSWERED_KINDS, callsForAnswer } from '../../shared/audit/audit.ts';
import { auditToJson } from '../../shared/audit/to-json.ts';
import { auditTable } from '../../shared/audit/to-table.ts';
import { csvText } from '../../shared/map/export/csv.ts';
import { counted } from '../../shared/map/words.ts';
import { auditKind, type AuditKind } from '../../shared/model/audit.ts';
import { blockedUses, deniedUses } from '../../shared/policy/allow-list.ts';
import { deniesWhatWasSeen } from '../../shared/policy/of-service.ts';
import { policiesToJson } from '../../shared/policy/to-json.ts';
import { auditText } from '../../shared/report/text/audit-text.ts';
import { policyText } from '../../shared/report/text/policy-text.ts';
import { EXIT } from './exit-codes.ts';
import { differentFiles, oneOf } from './given.ts';
import { printJson } from './json.ts';
import { windowOption, withCase, writeOut } from './session.ts';
import { writeText } from './write-text.ts';

interface AuditFlags {
  readonly case: string;
  readonly from?: string;
  readonly to?: string;
  readonly service?: string;
  readonly kind?: readonly AuditKind[];
  readonly allowList?: string;
  readonly csv?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description(
      'what lookups, connections and declarations say of each other in a window (unset: the whole case): agreed, seen by one alone, unexpected, missing; and what the policies of the case say of what was seen',
    )
    .requiredOption('--case <file>', 'the case')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .option('--service <service>', 'only findings at this service, as client or server')
    .addOption(new Option('--kind <kinds...>', 'only findings of these kinds').choices(auditKind.options))
    .option(
      '--allow-list <file>',
      'write the smallest allow-list that covers what was seen, as Kubernetes NetworkPolicies',
    )
    .option('--csv <file>', 'write the findings as CSV')
    .option(
      '--check',
      'exit with 1 where a dependency is unexpected, missing, denied by a policy, or connected by a client that never asked',
    )
    .option('--json', 'one JSON document')
    .action(async (flags: AuditFlags) => {
      // The allow-list is that of all services; findings of one kind are none of it.
      oneOf(flags, ['service', 'allowList']);
      oneOf(flags, ['kind', 'allowList']);
      differentFiles(flags, ['case', 'allowList', 'csv']);
      if (flags.check && flags.kind?.every((kind) => !ANSWERED_KINDS.has(kind)))
        throw new AftermapError(
          'usage',
          `--check finds nothing among findings of the kind ${flags.kind.join(', ')}.`,
          `Give --kind ${[...ANSWERED_KINDS].join(' or ')}, or leave --kind out.`,
        );
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const audit = await engine.call('audit.read', {
          ...(window ? { window } : {}),
          ...(flags.service === undefined ? {} : { service: flags.service }),
          ...(flags.kind === undefined ? {} : { kinds: flags.kind }),
        });
        const policies = await engine.call('policy.read', {
          ...(window ? { window } : {}),
          ...(flags.service === undefined ? {} : { service: flags.service }),
        });
        if (flags.allowList !== undefined) {
          await writeText(flags.allowList, (await engine.call('policy.yaml', window ? { window } : {})).yaml);
          const denied = deniedUses(policies.allowList);
          if (denied > 0)
            process.stderr.write(
              `${flags.allowList} lets in ${counted(denied, 'use')} that the policies of today deny: see the comments in it before you apply it.\n`,
            );
          const blocked = blockedUses(policies.allowList);
          if (blocked > 0)
            process.stderr.write(
              `It holds ingress only: ${counted(blocked, 'use')} of these stay denied by egress policies or policies of another kind until you change them too.\n`,
            );
        }
        if (flags.csv !== undefined) await writeText(flags.csv, csvText(auditTable(audit.findings, summary.services)));
        if (flags.json) await writeOut(printJson({ ...auditToJson(audit), policies: policiesToJson(policies) }));
        else {
          const question = window ? { window } : {};
          const { connections } = await engine.call('map.read', question);
          const isPart = flags.service !== undefined || flags.kind !== undefined;
          const whole = isPart ? await engine.call('audit.read', question) : audit;
          await writeOut(auditText(audit, summary.services, connections, whole));
          if (flags.kind === undefined && policies.rules.length > 0)
            await writeOut(`\n${policyText(policies, summary.services)}`);
        }
        const denied = flags.kind === undefined && deniesWhatWasSeen(policies);
        if (flags.check && (denied || audit.findings.some(callsForAnswer))) process.exitCode = EXIT.findings;
      });
    });
}
