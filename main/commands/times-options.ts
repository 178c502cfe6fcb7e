import { Option, type Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import { dateOrder, type DateOrder, type Declaration } from '../../shared/model/evidence.ts';
import { isZone } from '../../shared/model/time.ts';
import { instantOption } from './session.ts';

/** The options that say something of the times of sources. */
export interface TimesFlags {
  readonly zone?: string;
  readonly utcIsLocal?: boolean;
  readonly year?: string;
  readonly dateOrder?: DateOrder;
  readonly skew?: string;
  readonly at?: string;
}

export function addTimesOptions(command: Command): Command {
  return command
    .option('--zone <zone>', 'time zone of times that name none (IANA, e.g. Europe/Berlin); else UTC is assumed')
    .option('--utc-is-local', 'times that say UTC (Z) are local times of --zone')
    .option('--year <year>', 'year of times that name none')
    .addOption(
      new Option('--date-order <order>', 'order in dates of numbers alone, where the data does not show it').choices(
        dateOrder.options,
      ),
    )
    .option('--skew <seconds>', 'seconds to add to each time, e.g. 3s, -0.25: how far the clock was behind')
    .option('--at <time>', 'time of records that have none, UTC unless it names its zone (2026-03-04T14:00:00+01:00)');
}

/** What the options declare. Fails with `usage`. */
export function declarationOf(flags: TimesFlags): Declaration {
  if (flags.zone !== undefined && !isZone(flags.zone))
    throw new AftermapError(
      'usage',
      `--zone "${flags.zone}" is not a time zone.`,
      'Give an IANA name, e.g. America/New_York or UTC.',
    );
  if (flags.utcIsLocal && flags.zone === undefined)
    throw new AftermapError(
      'usage',
      '--utc-is-local needs a zone.',
      'Name it with --zone: that in which the clock of the source stood.',
    );
  if (flags.at !== undefined && flags.zone !== undefined && !/(Z|[+-]\d\d:?\d\d)$/i.test(flags.at.trim()))
    throw new AftermapError(
      'usage',
      `--at "${flags.at}" names no zone; --zone is that of times in the file.`,
      'Give it with Z or an offset, e.g. 2026-03-04T14:00:00+01:00.',
    );
  return {
    ...(flags.zone === undefined ? {} : { zone: flags.zone }),
    ...(flags.utcIsLocal ? { utcIsLocal: true } : {}),
    ...(flags.year === undefined ? {} : { year: yearOption(flags.year) }),
    ...(flags.dateOrder === undefined ? {} : { dateOrder: flags.dateOrder }),
    ...(flags.skew === undefined ? {} : { skew: skewOption(flags.skew) }),
    ...(flags.at === undefined ? {} : { at: instantOption('--at', flags.at) }),
  };
}

function yearOption(year: string): number {
  if (!/^\d{4}$/.test(year)) throw new AftermapError('usage', `--year "${year}" is not a year.`, 'Give four digits.');
  return Number(year);
}

function skewOption(skew: string): number {
  if (!/^[+-]?\d+(\.\d+)?s?$/.test(skew))
    throw new AftermapError('usage', `--skew "${skew}" is not a number of seconds.`, 'Give e.g. 3s or -0.25.');
  return Number(skew.replace(/s$/, ''));
}
