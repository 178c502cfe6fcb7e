import { Command, CommanderError } from 'commander';
import { AftermapError, toFailure } from '../shared/failure.ts';
import { addCompare } from './commands/compare.ts';
import { addAudit } from './commands/audit.ts';
import { addDeclare } from './commands/declare.ts';
import { addDiagnose } from './commands/diagnose.ts';
import { refuseEmpty } from './commands/given.ts';
import { addHeartbeats } from './commands/heartbeats.ts';
import { addImport } from './commands/import.ts';
import { addMap } from './commands/map.ts';
import { addMapping } from './commands/mapping.ts';
import { addPlan } from './commands/plan.ts';
import { addPlans } from './commands/plans.ts';
import { addRegions } from './commands/regions.ts';
import { addReport } from './commands/report.ts';
import { addVerify } from './commands/verify.ts';
import { EXIT, exitCodeOf } from './commands/exit-codes.ts';
import { failureJson, printJson } from './commands/json.ts';
import { writeOut } from './commands/session.ts';

const program = new Command('aftermap')
  .description(
    'From exported DNS logs and fleet inventories to a dependency map, a fault trace, a restart plan and a region heatmap.',
  )
  .version('0.1.0')
  .showHelpAfterError('(aftermap COMMAND --help shows the options)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Data goes to stdout, messages and progress to stderr. Times are ISO 8601, UTC where no zone is given.
Services may be given by id or by unique name. A case is one file, NAME.aftermap.

Exit codes: 0 fine; 1 findings, only with --check; 2 wrong usage; 3 nothing could be opened or the case cannot be read; 4 a fault of Aftermap.

Example:
  aftermap import samples/container-outage --case outage.aftermap
  aftermap diagnose --case outage.aftermap --service "Order Intake Portal"`,
  );

for (const add of [
  addImport,
  addDeclare,
  addMapping,
  addMap,
  addDiagnose,
  addPlan,
  addPlans,
  addRegions,
  addAudit,
  addCompare,
  addHeartbeats,
  addVerify,
  addReport,
])
  add(program);

program.hook('preAction', (_, command) => refuseEmpty(command));

// A reader that has seen enough (`| head`) is no error; work that is under way goes on to its end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  else {
    const failure = toFailure(error);
    const { message, hint } = failure;
    process.stderr.write(`aftermap: ${message}\n${hint ? `          ${hint}\n` : ''}`);
    if (!(error instanceof AftermapError) && error instanceof Error && process.env.AFTERMAP_DEBUG)
      process.stderr.write(`${error.stack}\n`);
    process.exitCode = exitCodeOf(error);
    if (process.exitCode === EXIT.unreadable && process.argv.includes('--json'))
      await writeOut(printJson(failureJson(process.argv[2] ?? '', failure)));
  }
}
