import { Readable } from 'node:stream';
import { Parser, type ReadEntry } from 'tar';
import type { Member } from './archive.ts';
import { leadsOut } from './member-name.ts';
import { packingOf, unpacked } from './wrapper.ts';

/** The files of a tar archive, plain or packed, in their order. A member that is not asked for is passed over. Throws where the archive is damaged. */
export async function* tarMembers(path: string): AsyncGenerator<Member> {
  const ready: ReadEntry[] = [];
  const state: { failed?: Error; ended: boolean; stopped: boolean; latest?: ReadEntry; wake: () => void } = {
    ended: false,
    stopped: false,
    wake: () => undefined,
  };
  const fail = (error: unknown) => {
    state.failed ??= error instanceof Error ? error : new Error(String(error));
    state.latest?.destroy(state.failed);
    state.wake();
  };
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      // Whoever reads the entry hears of the error; nobody may be reading it.
      entry.on('error', () => undefined);
      ready.push(entry);
      state.wake();
    },
  });
  parser.on('error', fail);
  parser.on('end', () => {
    state.ended = true;
    state.wake();
  });
  const feeding = feed(path, parser, () => state.stopped).catch(fail);
  try {
    for (;;) {
      const entry = ready.shift();
      if (entry) {
        state.latest = entry;
        if (!FOLDERS.includes(entry.type)) yield memberOf(entry);
        entry.resume();
      } else if (state.failed) throw state.failed;
      else if (state.ended) return;
      else
        await new Promise<void>((resolve) => {
          state.wake = resolve;
        });
    }
  } finally {
    state.stopped = true;
    for (const entry of [...ready, ...(state.latest ? [state.latest] : [])]) entry.resume();
    await feeding;
  }
}

const FOLDERS: readonly string[] = ['Directory', 'GNUDumpDir'];
const FILES: readonly string[] = ['File', 'OldFile', 'ContiguousFile'];

function memberOf(entry: ReadEntry): Member {
  const problem = problemOf(entry);
  return {
    name: entry.path,
    modified: (entry.mtime?.getTime() ?? 0) * 1000,
    ...(problem === undefined ? {} : { problem }),
    bytes: () => Promise.resolve(Readable.from(entry as AsyncIterable<Buffer>)),
  };
}

function problemOf({ path, type, linkpath }: ReadEntry): string | undefined {
  if (leadsOut(path)) return 'Its name leads out of the archive; it was not read.';
  if (FILES.includes(type)) return undefined;
  const what = linkpath ? `a link to ${linkpath}` : type === 'FIFO' ? 'a named pipe' : 'a device';
  return `It is ${what}, not a file, and was not read. ${linkpath ? 'Add what it leads to' : 'Add what it held'}, or leave it out.`;
}

/** Writes a file's unpacked bytes to a parser, no faster than its entries are read. */
async function feed(path: string, parser: Parser, isStopped: () => boolean): Promise<void> {
  for await (const chunk of unpacked(path, await packingOf(path))) {
    if (isStopped()) return;
    if (parser.write(chunk)) continue;
    await new Promise<void>((resolve) => {
      parser.once('drain', resolve);
      parser.once('error', () => {
        resolve();
      });
    });
  }
  parser.end();
}
