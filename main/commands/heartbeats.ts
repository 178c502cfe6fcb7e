import type { Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import { lossesToCsv, pairsToCsv } from '../../shared/heartbeat/to-csv.ts';
import { heartbeatsToJson } from '../../shared/heartbeat/to-json.ts';
import { heartbeatsText } from '../../shared/report/text/heartbeats-text.ts';
import { EXIT } from './exit-codes.ts';
import { differentFiles } from './given.ts';
import { printJson } from './json.ts';
import { windowOption, withCase, writeOut } from './session.ts';
import { writeText } from './write-text.ts';

interface HeartbeatFlags {
  readonly case: string;
  readonly from?: string;
  readonly to?: string;
  readonly missed?: string;
  readonly share?: string;
  readonly over?: string;
  readonly csv?: string;
  readonly lossesCsv?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function addHeartbeats(program: Command): void {
  program
    .command('heartbeats')
    .description('who heard whom, who fell silent, and what other evidence says of it (window unset: the whole case)')
    .requiredOption('--case <file>', 'the case')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .option('--missed <beats>', 'a loss: more than so many beats missed in a row (3)')
    .option('--share <percent>', 'a loss: more than this share of the expected beats missed (75)')
    .option('--over <beats>', 'the share is that of so many expected beats (20)')
    .option('--csv <file>', 'write emitters by detectors as CSV')
    .option('--losses-csv <file>', 'write silences and losses as CSV')
    .option('--check', 'exit with 1 where a runtime is lost, or lost its beats and acted on')
    .option('--json', 'one JSON document')
    .action(async (flags: HeartbeatFlags) => {
      differentFiles(flags, ['case', 'csv', 'lossesCsv']);
      const thresholds = {
        ...whole('missed', flags.missed, 0),
        ...whole('over', flags.over, 2),
        ...share(flags.share),
      };
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const found = await engine.call('heartbeats.read', {
          ...(window ? { window } : {}),
          thresholds,
        });
        if (flags.csv !== undefined) await writeText(flags.csv, pairsToCsv(found));
        if (flags.lossesCsv !== undefined) await writeText(flags.lossesCsv, lossesToCsv(found));
        await writeOut(flags.json ? printJson(heartbeatsToJson(found)) : heartbeatsText(found, summary.services));
        if (flags.check && found.silences.some(({ verdict }) => verdict === 'lost' || verdict === 'active'))
          process.exitCode = EXIT.findings;
      });
    });
}

function whole(name: 'missed' | 'over', text: string | undefined, least: number): { readonly [key: string]: number } {
  if (text === undefined) return {};
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > 1000)
    throw new AftermapError(
      'usage',
      `--${name} "${text}" is not a number of beats.`,
      `Give a whole number from ${least} to 1000.`,
    );
  return { [name]: value };
}

function share(text: string | undefined): { readonly share?: number } {
  if (text === undefined) return {};
  const value = Number(text.replace(/%$/, ''));
  if (text.trim() === '1') throw new AftermapError('usage', '--share 1 can mean 1 % or all.', 'Give 1% or 100%.');
  const share = text.endsWith('%') || value > 1 ? value / 100 : value;
  if (text.trim() === '' || !(share >= 0 && share <= 1))
    throw new AftermapError(
      'usage',
      `--share "${text}" is not a share.`,
      'Give a percentage, e.g. 75 or 75%, or a share, e.g. 0.75.',
    );
  return { share };
}
