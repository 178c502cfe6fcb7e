import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { copyFile } from 'node:fs/promises';
import { compare } from '../../../shared/comparison/compare.ts';
import type { Found } from '../../../shared/comparison/found.ts';
import { causeInWords, type Records } from '../../../shared/comparison/words.ts';
import { AftermapError } from '../../../shared/failure.ts';
import type { Comparison } from '../../../shared/model/comparison.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { openToCompare } from '../case/compared-case.ts';
import type { OpenCase } from '../case/open-case.ts';
import type { Database } from '../database/connection.ts';
import { execute } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readCompared, readLogs, readState, type ComparedWindow } from './comparison-facts.ts';
import { readRecords } from './comparison-records.ts';
import { comparisonHtml } from '../../../shared/report/comparison-html.ts';
import { readSummary } from './summary.ts';
import { caseSpan } from './window.ts';

export interface ComparisonQuestion {
  readonly window?: TimeWindow | undefined;
  readonly against?: TimeWindow | undefined;
  readonly againstCase?: string | undefined;
  readonly service: ServiceId | null;
}

/** Holds a window of the open case against another of it, or against one of another case (unset: the whole case). */
export async function answerComparison(open: OpenCase, question: ComparisonQuestion): Promise<Comparison> {
  if (question.againstCase === undefined) {
    if (question.against === undefined)
      throw new AftermapError(
        'usage',
        'There is nothing to compare with.',
        'Give the window or the case to hold this one against.',
      );
    return compareCases(open, open, question);
  }
  if (isSameFile(question.againstCase, open.path))
    throw new AftermapError(
      'usage',
      `${question.againstCase} is the case that is open.`,
      'Compare two windows of it, or choose another case.',
    );
  const other = await openToCompare(question.againstCase);
  try {
    return await compareCases(open, other, question);
  } finally {
    await other.close();
  }
}

/** The same as a sheet to print. */
export async function answerComparisonHtml(open: OpenCase, question: ComparisonQuestion): Promise<string> {
  return comparisonHtml(await readSummary(open), await answerComparison(open, question));
}

async function compareCases(open: OpenCase, other: OpenCase, question: ComparisonQuestion): Promise<Comparison> {
  const [here, there] = [open.database, other.database];
  const window = question.window ?? (await spanOf(open));
  const against = question.against ?? (await spanOf(other));
  const now: ComparedWindow = { side: 'window', connection: here.connection, window };
  const then: ComparedWindow = { side: 'against', connection: there.connection, window: against };
  await readState(now, window.from < against.from);
  await readState(then, against.from < window.from);
  if (here !== there) {
    await lend(here, now, there);
    await lend(there, then, here);
  }
  const sides = { window: await readCompared(now), against: await readCompared(then) };
  const logs =
    here === there
      ? await readLogs(here.connection, null)
      : [...(await readLogs(here.connection, 'window')), ...(await readLogs(there.connection, 'against'))];
  const { services, dependencies } = compare(sides, logs, question.service);
  const found = [...services, ...dependencies].flatMap((one) => one.found);
  const read = await readRecords(found, { window: here.connection, against: there.connection });
  const names = new Map(
    [...sides.against.map.services, ...sides.window.map.services].map(({ id, name }) => [id, name]),
  );
  const records: Records = { ...read, nameOf: (id) => names.get(id) ?? id };
  const told = <T extends { readonly found: readonly Found[] }>({ found: causes, ...rest }: T) => ({
    ...rest,
    causes: causes.map((one) => causeInWords(one, records)),
  });
  return {
    window,
    against,
    againstCase: here === there ? null : await identity(other),
    service: question.service,
    services: services.map(told),
    dependencies: dependencies.map(told),
  };
}

/** Puts what a case says of its window beside the window of the other: its sources, addresses and tree, as text. */
async function lend(from: Database, { side }: ComparedWindow, to: Database): Promise<void> {
  for (const table of ['state', 'tree'] as const) {
    const name = `compared_${table}_${side}`;
    const [lent, taken] = [join(from.scratch, `${name}.parquet`), join(to.scratch, `${name}.parquet`)];
    await execute(from.connection, sql.comparison_lend.replaceAll('{table}', name).replaceAll('{file}', lent));
    await copyFile(lent, taken);
    await execute(to.connection, sql.comparison_take.replaceAll('{table}', name).replaceAll('{file}', taken));
  }
}

async function spanOf({ path, database }: OpenCase): Promise<TimeWindow> {
  const span = await caseSpan(database.connection);
  if (span) return span;
  throw new AftermapError(
    'unreadable',
    `${path} holds no lookup and no health event yet.`,
    'Import evidence into it first.',
  );
}

async function identity(open: OpenCase) {
  const { path, name, digest } = await readSummary(open);
  return { path, name, digest };
}

function isSameFile(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
