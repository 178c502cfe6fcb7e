import { createReadStream } from 'node:fs';

const NEWLINE = 0x0a;
/** A longer line is rejected: no record of a log or inventory is that long, and one that is would fill the memory. */
export const LONGEST_LINE = 4 << 20;

/** A line as it stands in a file, without its line end. `text` is undefined where the line is too long or not UTF-8, and `problem` says so. */
export interface TextLine {
  readonly line: number;
  readonly text: string | undefined;
  readonly problem?: string;
}

/** The lines of a plain UTF-8 file from a byte offset, of which `line` is the number of the first. */
export async function* textLines(path: string, start = 0, line = 1): AsyncGenerator<TextLine> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Buffer = Buffer.alloc(0);
  let overlong = false;
  const cut = (bytes: Buffer): TextLine => {
    const number = line++;
    if (overlong) {
      overlong = false;
      return { line: number, text: undefined, problem: `the line is longer than ${LONGEST_LINE >> 20} MiB` };
    }
    const end = bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length;
    try {
      return { line: number, text: strict.decode(bytes.subarray(0, end)) };
    } catch {
      return { line: number, text: undefined, problem: 'the line is not valid UTF-8 or UTF-16' };
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, start }) as AsyncIterable<Buffer>) {
    let at = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline !== -1; newline = chunk.indexOf(NEWLINE, at)) {
      const part = chunk.subarray(at, newline);
      yield cut(rest.length > 0 ? Buffer.concat([rest, part]) : part);
      rest = Buffer.alloc(0);
      at = newline + 1;
    }
    if (at < chunk.length) rest = overlong ? rest : Buffer.concat([rest, chunk.subarray(at)]);
    if (rest.length > LONGEST_LINE) {
      overlong = true;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0 || overlong) yield cut(rest);
}
