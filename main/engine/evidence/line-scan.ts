import { isUtf8 } from 'node:buffer';

const NEWLINE = 0x0a;
export const INDEX_STEP = 4096;

/** What one pass over the bytes of a file of lines tells. Lines are counted from 1. */
export interface LineScan {
  readonly lines: number;
  readonly blank: number;
  /** Whether blank lines stand between others, so that the order of records does not give their lines. */
  readonly blankInside: boolean;
  /** Whether all of it is valid UTF-8. */
  readonly utf8: boolean;
  /** Whether the last line lacks its end. */
  readonly openEnd: boolean;
  /** Offset of the first byte of lines 1, 4097, 8193 …, in the unpacked bytes. */
  readonly index: readonly number[];
}

export interface LineScanner {
  push(chunk: Buffer): void;
  end(): LineScan;
}

/** Counts and indexes lines chunk by chunk; a line ends at LF, an unended last line counts. */
export function createLineScanner(): LineScanner {
  const index: number[] = [0];
  let lines = 0;
  let blank = 0;
  let trailingBlank = 0;
  let offset = 0;
  let lineHasText = false;
  let lineStarted = false;
  let utf8 = true;
  let unfinished: Buffer = Buffer.alloc(0);

  const endLine = (next: number) => {
    lines += 1;
    if (lineHasText) trailingBlank = 0;
    else {
      blank += 1;
      trailingBlank += 1;
    }
    lineHasText = false;
    lineStarted = false;
    if (lines % INDEX_STEP === 0) index.push(next);
  };

  const check = (chunk: Buffer) => {
    const bytes = unfinished.length > 0 ? Buffer.concat([unfinished, chunk]) : chunk;
    const end = bytes.length - unfinishedLength(bytes);
    utf8 &&= isUtf8(bytes.subarray(0, end));
    unfinished = Buffer.from(bytes.subarray(end));
  };

  return {
    push(chunk) {
      let at = 0;
      check(chunk);
      while (at < chunk.length) {
        const newline = chunk.indexOf(NEWLINE, at);
        const end = newline === -1 ? chunk.length : newline;
        if (!lineHasText && end > at) lineHasText = hasText(chunk, at, end);
        if (end > at) lineStarted = true;
        if (newline === -1) break;
        endLine(offset + newline + 1);
        at = newline + 1;
      }
      offset += chunk.length;
    },
    end() {
      const openEnd = lineStarted;
      if (openEnd) endLine(offset);
      utf8 &&= unfinished.length === 0;
      return { lines, blank, blankInside: blank > trailingBlank, utf8, openEnd, index };
    },
  };
}

/** How many bytes at the end begin a character that the next chunk ends. */
function unfinishedLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

function hasText(chunk: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = chunk[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return true;
  }
  return false;
}
