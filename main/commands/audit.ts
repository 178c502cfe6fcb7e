import { Option, type Command } from 'commander';
import { callsForAnswer } from '../../shared/audit/audit.ts';
import { auditKind, type AuditKind } from '../../shared/model/audit.ts';
import { auditText } from '../../shared/report/text/audit-text.ts';
import { EXIT } from './exit-codes.ts';
import { auditJson, printJson } from './json.ts';
import { windowOption, withCase, writeOut } from './session.ts';

interface AuditFlags {
  readonly case: string;
  readonly from?: string;
  readonly to?: string;
  readonly service?: string;
  readonly kind?: readonly AuditKind[];
  readonly check?: boolean;
  readonly json?: boolean;
}

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description(
      'what lookups, connections and declarations say of each other in a window (unset: the whole case): agreed, seen by one alone, unexpected, missing',
    )
    .requiredOption('--case <file>', 'the case')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .option('--service <service>', 'only findings at this service, as client or server')
    .addOption(new Option('--kind <kinds...>', 'only findings of these kinds').choices(auditKind.options))
    .option(
      '--check',
      'exit with 1 where a dependency is unexpected, missing, or connected by a client that never asked',
    )
    .option('--json', 'one JSON document')
    .action(async (flags: AuditFlags) => {
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const audit = await engine.call('audit.read', {
          ...(window ? { window } : {}),
          ...(flags.service === undefined ? {} : { service: flags.service }),
          ...(flags.kind === undefined ? {} : { kinds: flags.kind }),
        });
        if (flags.json) await writeOut(printJson(auditJson(audit)));
        else {
          const { connections } = await engine.call('map.read', window ? { window } : {});
          await writeOut(auditText(audit, summary.services, connections));
        }
        if (flags.check && audit.findings.some(callsForAnswer)) process.exitCode = EXIT.findings;
      });
    });
}
