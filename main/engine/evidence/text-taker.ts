import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { createUtf16Reader, encodingOf, type Encoding } from './encoding.ts';

/** How much of a file's text its format is told from. */
export const SAMPLE_BYTES = 1 << 16;

/** Takes a file's unpacked bytes as UTF-8 without a byte-order mark; stages them where the file itself is not that. */
export interface TextTaker {
  take(bytes: Buffer): Promise<void>;
  /** The first bytes of the text, how the file encodes it, and where it was staged, if it was. */
  end(): Promise<{ readonly head: Buffer; readonly encoding: Encoding; readonly staged: string | undefined }>;
}

export function createTextTaker(stagedPath: string, packed: boolean, onText: (text: Buffer) => void): TextTaker {
  let begun:
    | {
        readonly reader: ReturnType<typeof createUtf16Reader> | undefined;
        readonly stream: WriteStream | undefined;
        readonly encoding: Encoding;
      }
    | undefined;
  let head = Buffer.alloc(0);

  const begin = (bytes: Buffer) => {
    const encoding = encodingOf(bytes);
    const reader = encoding === 'utf-8' ? undefined : createUtf16Reader(encoding);
    const stream = packed || reader || isMarked(bytes) ? createWriteStream(stagedPath) : undefined;
    return { reader, stream, encoding };
  };
  const pass = async (text: Buffer, stream: WriteStream | undefined) => {
    if (head.length < SAMPLE_BYTES) head = Buffer.concat([head, text.subarray(0, SAMPLE_BYTES - head.length)]);
    onText(text);
    if (stream && !stream.write(text)) await once(stream, 'drain');
  };

  return {
    async take(bytes) {
      const text = !begun && isMarked(bytes) ? bytes.subarray(3) : bytes;
      begun ??= begin(bytes);
      await pass(begun.reader?.push(text) ?? text, begun.stream);
    },
    async end() {
      if (begun?.reader) await pass(begun.reader.end(), begun.stream);
      if (begun?.stream) {
        begun.stream.end();
        await once(begun.stream, 'close');
      }
      return { head, encoding: begun?.encoding ?? 'utf-8', staged: begun?.stream ? stagedPath : undefined };
    },
  };
}

/** Whether the bytes begin with the byte-order mark of UTF-8. */
function isMarked(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
