import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createLineScanner, type LineScan } from './line-scan.ts';
import type { Micros } from '../../../shared/model/time.ts';
import type { EvidencePart } from './archive.ts';
import type { Encoding } from './encoding.ts';
import { foreignOf } from './foreign.ts';
import { frameContent } from './frames.ts';
import { sampleOfFrames, samplesOfText, type Sample } from './sample.ts';
import { createTextTaker, SAMPLE_BYTES } from './text-taker.ts';
import { isBinary, packingOf, Refusal, unpacked, type Packing } from './wrapper.ts';

/** What is known of a file before its records are read. */
export interface Survey {
  /** Its path as it is shown and kept; of a file in an archive `archive.zip!folder/name`. */
  readonly path: string;
  /** Where its bytes stand. */
  readonly file: string;
  /** The archives that it came in, from the inside out: `zip`, `tar`, `tar+gzip`. */
  readonly archives: readonly string[];
  readonly modified: Micros;
  readonly bytes: number;
  readonly sha256: string;
  readonly packing: Packing;
  readonly encoding: Encoding;
  /** Where its text stands plain, in UTF-8 without a byte-order mark: the file itself, or a staged copy. */
  readonly textPath: string;
  readonly scan: LineScan;
  /** Every way to read it, from the outside in; none where it is empty or of no shape that is known. */
  readonly samples: readonly Sample[];
  /** Where the packing breaks off, in words; the text ends there. */
  readonly damage: string | undefined;
  /** What it is and what to do with it, where nothing of it is evidence as it stands: of a foreign kind, a bomb, changed since it was packed. */
  readonly refusal: string | undefined;
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
  { path, file, archives, modified }: EvidencePart,
  scratch: string,
  options: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<Survey> {
  const { size: bytes } = await stat(file);
  const packing = await packingOf(file);
  const hash = createHash('sha256');
  const packed = packing === 'gzip' || packing === 'zstd';
  const scanner = createLineScanner();
  const text = createTextTaker(join(scratch, 'text'), packed, (part) => scanner.push(part));
  let damage: string | undefined;
  let refusal: string | undefined;

  if (packing === 'plain' || packed) {
    try {
      for await (const part of unpacked(file, packing)) {
        options.signal.throwIfAborted();
        if (!packed) {
          hash.update(part);
          options.onBytes(part.length);
        }
        await text.take(part);
      }
    } catch (error) {
      if (options.signal.aborted || !packed) throw error;
      const why = error instanceof Error ? error.message : String(error);
      if (error instanceof Refusal) refusal = why;
      else damage = why;
    }
  }
  const { head, encoding, staged } = await text.end();
  const sha256 = packing === 'plain' ? hash.digest('hex') : await hashFile(file, options.signal);
  if (packing !== 'plain') options.onBytes(bytes);
  const scan = scanner.end();
  const first = packing === 'binary' ? await headOf(file) : head;
  const content = frameContent(first);
  const isText = (packing === 'plain' || packed) && refusal === undefined && !isBinary(head) && scan.lines > 0;
  const samples = isText ? samplesOfText(head.toString('utf8'), head.length < SAMPLE_BYTES) : [];
  return {
    path,
    file,
    archives,
    modified,
    bytes,
    sha256,
    packing,
    encoding,
    textPath: staged ?? file,
    scan: content === undefined && refusal === undefined ? scan : NO_LINES,
    samples: content === undefined || refusal !== undefined ? samples : [sampleOfFrames(content)],
    damage,
    refusal: refusal ?? foreignOf(first),
  };
}

const NO_LINES: LineScan = { lines: 0, blank: 0, blankInside: false, utf8: true, openEnd: true, index: [] };

async function headOf(path: string): Promise<Buffer> {
  for await (const chunk of createReadStream(path, { end: 1023 }) as AsyncIterable<Buffer>) return chunk;
  return Buffer.alloc(0);
}
