import type { Command } from 'commander';
import { verificationText } from '../../shared/report/text/verification-text.ts';
import { EXIT } from './exit-codes.ts';
import { printJson } from './json.ts';
import { withCase, writeOut } from './session.ts';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('hash the evidence again, check the balance again, build the map again and compare')
    .requiredOption('--case <file>', 'the case')
    .option('--json', 'one JSON document')
    .action(async (flags: { readonly case: string; readonly json?: boolean }) => {
      await withCase(flags.case, async (engine) => {
        const verification = await engine.call('case.verify', {});
        await writeOut(flags.json ? printJson(verification) : verificationText(verification));
        if (!verification.ok) process.exitCode = EXIT.unreadable;
      });
    });
}
