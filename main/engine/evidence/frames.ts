import { createReadStream } from 'node:fs';

const CONTROL_START = 2;
const LONGEST_FRAME = 16 << 20;

/** The content type of a stream of binary frames (Frame Streams, as dnstap writes it), from the first bytes of a file; undefined where it is none. */
export function frameContent(head: Buffer): string | undefined {
  if (head.length < 12 || head.readUInt32BE(0) !== 0) return undefined;
  const length = head.readUInt32BE(4);
  if (length < 4 || length > 512 || head.length < 8 + length || head.readUInt32BE(8) !== CONTROL_START)
    return undefined;
  return length >= 12 ? head.toString('latin1', 20, Math.min(20 + head.readUInt32BE(16), 8 + length)) : '';
}

/** The data frames of a stream, control frames left out; a text where the stream breaks off, which ends it. */
export async function* frames(path: string): AsyncGenerator<Uint8Array | string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (rest.length - at >= 8) {
      const length = rest.readUInt32BE(at);
      const control = length === 0;
      const size = control ? rest.readUInt32BE(at + 4) : length;
      const from = at + (control ? 8 : 4);
      if (size > LONGEST_FRAME) {
        yield `a frame says that it is ${size} bytes long; what follows cannot be told apart`;
        return;
      }
      if (rest.length < from + size) break;
      if (!control) yield rest.subarray(from, from + size);
      at = from + size;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) yield 'the stream breaks off within a frame';
}
