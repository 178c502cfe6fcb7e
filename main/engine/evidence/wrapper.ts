import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { encodingOf } from './encoding.ts';
import { foreignOf } from './foreign.ts';

/** How the bytes of a file are packed, told from its first bytes, never from its name. */
export type Packing = 'plain' | 'gzip' | 'zstd' | 'parquet' | 'binary' | 'empty';

const SIGNATURES: readonly (readonly [Packing, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
];

export async function packingOf(path: string): Promise<Packing> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.length === 0) return 'empty';
    const known = SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
    if (known) return known[0];
    return foreignOf(head) !== undefined || isBinary(head) ? 'binary' : 'plain';
  } finally {
    await file.close();
  }
}

/** Whether the first bytes of a file, or of what was packed in it, are no text. Text may hold NUL where it ends fields (`lsof -F0`). */
export function isBinary(head: Buffer): boolean {
  return head.includes(0) && encodingOf(head) === 'utf-8' && !/^p\d+\0/.test(head.toString('latin1', 0, 16));
}

/** What unpacks to less than this is never a bomb. */
const FREE_BYTES = 256 << 20;
/** Logs pack to a twentieth, seldom to a hundredth; zeros to a thousandth. */
const MOST_RATIO = 500;

/** Why bytes that were unpacked so far are too many for what they were packed in, and what to do; undefined where they are not. */
export function bombOf(packed: number, unpacked: number): string | undefined {
  if (unpacked <= FREE_BYTES || unpacked <= packed * MOST_RATIO) return undefined;
  return `It was not read: it unpacks to more than ${MOST_RATIO} times its size. If it is what it should be, unpack it and add what comes out.`;
}

/** Thrown where nothing of a packed file is to be used, though bytes of it were given already; says why, and what to do. */
export class Refusal extends Error {}

/**
 * The packing breaks off nowhere, so any of the lines may be the one that was changed. Evidence that its own checksum contradicts is not
 * taken in part; who knows better unpacks it and answers for it.
 */
const CHANGED =
  'Its checksum does not match: bytes of it were changed, and nothing tells which. Export or copy it again; to read it all the same, unpack it and add what comes out.';

/** The unpacked bytes of a file from the beginning. Throws where the packing is damaged, after all that could be unpacked; a Refusal where it is a bomb or was changed. */
export async function* unpacked(path: string, packing: Packing): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: 1 << 20 });
  if (packing === 'gzip') {
    const stream = raw.pipe(createGunzip({ chunkSize: 1 << 20 }));
    raw.on('error', (error) => stream.destroy(error));
    yield* watched(raw, stream as AsyncIterable<Buffer>);
  } else if (packing === 'zstd') {
    yield* watched(raw, zstd(raw));
  } else {
    yield* raw as AsyncIterable<Buffer>;
  }
}

async function* watched(raw: ReadStream, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      const bomb = bombOf(raw.bytesRead, size);
      if (bomb !== undefined) throw new Refusal(bomb);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Error && /^incorrect (data|length) check$/.test(error.message)
      ? new Refusal(CHANGED)
      : error;
  } finally {
    raw.destroy();
  }
}

async function* zstd(raw: Readable): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  const stream = new Decompress((chunk) => ready.push(Buffer.from(chunk)));
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    stream.push(chunk);
    yield* ready;
    ready = [];
  }
  stream.push(new Uint8Array(0), true);
  yield* ready;
}
