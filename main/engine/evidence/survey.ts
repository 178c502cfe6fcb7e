import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createLineScanner, type LineScan } from './line-scan.ts';
import { sampleOfText, type Sample } from './sample.ts';
import { createTextTaker, SAMPLE_BYTES, type Encoding } from './text-taker.ts';
import { packingOf, unpacked, type Packing } from './wrapper.ts';

/** What is known of a file before its records are read. */
export interface Survey {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly packing: Packing;
  readonly encoding: Encoding;
  /** Where its text stands plain, in UTF-8 without a byte-order mark: the file itself, or a staged copy. */
  readonly textPath: string;
  readonly scan: LineScan;
  readonly sample: Sample | undefined;
  /** Where the packing breaks off, in words; the text ends there. */
  readonly damage: string | undefined;
}

/** SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/**
 * One pass over a file: hash, lines, a sample of its text. Packed and UTF-16 files are staged as plain UTF-8 text in `scratch`.
 * Throws what reading the file throws.
 */
export async function surveyFile(
  path: string,
  scratch: string,
  options: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<Survey> {
  const { size: bytes } = await stat(path);
  const packing = await packingOf(path);
  const hash = createHash('sha256');
  const packed = packing === 'gzip' || packing === 'zstd';
  const scanner = createLineScanner();
  const text = createTextTaker(join(scratch, 'text'), packed, (part) => scanner.push(part));
  let damage: string | undefined;

  if (packing === 'plain' || packed) {
    try {
      for await (const part of unpacked(path, packing)) {
        options.signal.throwIfAborted();
        if (!packed) {
          hash.update(part);
          options.onBytes(part.length);
        }
        await text.take(part);
      }
    } catch (error) {
      if (options.signal.aborted || !packed) throw error;
      damage = error instanceof Error ? error.message : String(error);
    }
  }
  const { head, encoding, staged } = await text.end();
  const sha256 = packing === 'plain' ? hash.digest('hex') : await hashFile(path, options.signal);
  if (packing !== 'plain') options.onBytes(bytes);
  const scan = scanner.end();
  const isText = (packing === 'plain' || packed) && !head.includes(0);
  return {
    path,
    bytes,
    sha256,
    packing,
    encoding,
    textPath: staged ?? path,
    scan,
    sample:
      isText && scan.lines > 0
        ? sampleOfText(head.toString('utf8'), scan.lines <= 1 || head.length < SAMPLE_BYTES)
        : undefined,
    damage,
  };
}
