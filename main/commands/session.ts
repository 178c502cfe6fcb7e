import { readFile } from 'node:fs/promises';
import type { Engine } from '../engine/engine.ts';
import type { CaseSummary } from '../../shared/api.ts';
import { AftermapError } from '../../shared/failure.ts';
import { fromIso, toIso, type Micros, type TimeWindow } from '../../shared/model/time.ts';
import { showProgress } from './progress.ts';

/** Starts the engine, does the work, ends it; no case is open yet. Ctrl-C stops long work cleanly. */
export async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const progress = showProgress(process.stderr);
  const limits = { memory: process.env['AFTERMAP_MEMORY'], threads: threadsGiven() };
  // Help and wrong usage are told without the engine: loading DuckDB takes longer than they do.
  const { createEngine } = await import('../engine/engine.ts');
  const engine = createEngine({ onProgress: progress.show, limits });
  const stop = () => void engine.call('work.cancel', {});
  process.once('SIGINT', stop);
  try {
    return await work(engine);
  } finally {
    process.removeListener('SIGINT', stop);
    progress.end();
    await engine.close();
  }
}

function threadsGiven(): number | undefined {
  const text = process.env['AFTERMAP_THREADS'];
  if (text === undefined || text === '') return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new AftermapError(
      'usage',
      `AFTERMAP_THREADS is "${text}", which is no number of threads.`,
      'Give a whole number from 1, or unset it.',
    );
  return Number(text);
}

/** Opens a case, does the work, closes it. */
export function withCase<T>(path: string, work: (engine: Engine, summary: CaseSummary) => Promise<T>): Promise<T> {
  return withEngine(async (engine) => work(engine, await engine.call('case.open', { path })));
}

/** The instant that an option gives. */
export function instantOption(option: string, text: string): Micros {
  const at = fromIso(text);
  if (at === undefined) {
    throw new AftermapError('usage', `${option} "${text}" is not a time.`, 'Give ISO 8601, e.g. 2026-03-04T14:00:00Z.');
  }
  return at;
}

/** The window of --from and --to; an end that is left out is that of the case. Undefined where neither is given. */
export function windowOption(
  options: { readonly from?: string; readonly to?: string },
  summary: CaseSummary,
): TimeWindow | undefined {
  if (options.from === undefined && options.to === undefined) return undefined;
  const from = options.from === undefined ? (summary.span?.from ?? 0) : instantOption('--from', options.from);
  const to = options.to === undefined ? (summary.span?.to ?? from + 1) : instantOption('--to', options.to);
  const { span } = summary;
  const outside =
    span && options.to === undefined && from >= span.to
      ? `The case ends at ${toIso(span.to)}, before the window of --from ${options.from} begins.`
      : span && options.from === undefined && to <= span.from
        ? `The case begins at ${toIso(span.from)}, after the window of --to ${options.to} ends.`
        : undefined;
  if (span && outside !== undefined)
    throw new AftermapError('usage', outside, `Give a time between ${toIso(span.from)} and ${toIso(span.to)}.`);
  if (from >= to) throw new AftermapError('usage', 'The window must end after it begins.', 'Give --from before --to.');
  return { from, to };
}

/** The text of a file that an option names; `what` says what it holds. */
export async function readGiven(what: string, path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new AftermapError(
      'usage',
      `The ${what} file ${path} cannot be read.`,
      'Check the name, and that you may read it.',
      { cause: error },
    );
  });
}

/** Writes to stdout and waits until a pipe has taken it, or has had enough. */
export async function writeOut(text: string): Promise<void> {
  const ended = text.endsWith('\n') ? text : `${text}\n`;
  await new Promise<void>((resolve) => process.stdout.write(ended, () => resolve()));
}
