import { createReadStream, createWriteStream, existsSync, type Stats } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Micros } from '../../../shared/model/time.ts';
import { tarMembers } from './tar-members.ts';
import { packingOf, Refusal, unpacked } from './wrapper.ts';
import { isOfficeDocument, zipMembers } from './zip-members.ts';

/** A file that can be read as evidence: itself, or a member of an archive that was unpacked for as long as it is read. */
export interface EvidencePart {
  readonly path: string;
  readonly file: string;
  /** From the inside out. */
  readonly archives: readonly string[];
  readonly modified: Micros;
}

/** What stands in a file, or why something in it cannot be read. */
export type FoundPart = EvidencePart | { readonly path: string; readonly problem: string };

/** A member of an archive. `bytes` may be asked for once, before the next member; `problem` says why it must not be. */
export interface Member {
  readonly name: string;
  readonly modified: Micros;
  readonly problem?: string;
  bytes(): Promise<Readable>;
}

const DEEPEST = 4;
const MOST_MEMBERS = 100_000;

/**
 * The files that a path names: a plain file itself, or the members of an archive (zip, tar, packed tar), archives in archives too, each with the
 * path `archive!member`. A member is unpacked to `scratch`, under a name of its own, only while it is the latest that was given. A path that
 * names a member gives that member. Throws what opening the file throws.
 */
export async function* partsOf(path: string, scratch: string): AsyncGenerator<FoundPart> {
  const outer = existsSync(path) || !path.includes('!') ? path : outermost(path);
  const info = await stat(outer);
  if (!info.isFile() && !info.isDirectory()) {
    yield { path, problem: specialOf(info) };
    return;
  }
  const part = { path: outer, file: outer, archives: [], modified: Math.round(info.mtimeMs * 1000) };
  let found = false;
  for await (const each of partsIn(part, scratch, outer === path ? undefined : path)) {
    found = true;
    yield each;
  }
  if (!found && outer !== path) yield { path, problem: `${basename(outer)} holds no such file any more.` };
}

/** What a path leads to that holds no bytes of its own: to open it would wait for another program, or read a device. */
function specialOf(info: Stats): string {
  const what = info.isFIFO() ? 'a named pipe' : info.isSocket() ? 'a socket' : 'a device';
  return `It is ${what}, not a file, and was not read. Save what comes out of it in a file and add that, or leave it out.`;
}

async function* partsIn(part: EvidencePart, scratch: string, wanted: string | undefined): AsyncGenerator<FoundPart> {
  const archive = await archiveOf(part.file);
  if (archive === undefined) {
    if (wanted === undefined || wanted === part.path) yield part;
    return;
  }
  if (archive === 'zip' && (await isOfficeDocument(part.file))) {
    yield { path: part.path, problem: 'It is a document of Office. Save its table as CSV and add that.' };
    return;
  }
  const refusal = archive === 'zip' ? undefined : await refusalOf(part.file);
  if (refusal !== undefined) {
    yield { path: part.path, problem: refusal };
    return;
  }
  const depth = part.archives.length;
  if (depth >= DEEPEST) {
    yield {
      path: part.path,
      problem: `Archives stand in archives more than ${DEEPEST} deep. Unpack it and add what you need.`,
    };
    return;
  }
  const folder = join(scratch, `archive-${depth}`);
  await mkdir(folder, { recursive: true });
  const members = archive === 'zip' ? zipMembers(part.file) : tarMembers(part.file);
  let count = 0;
  try {
    for await (const member of members) {
      const path = `${part.path}!${member.name}`;
      if (wanted !== undefined && wanted !== path && !wanted.startsWith(`${path}!`)) continue;
      count += 1;
      if (count > MOST_MEMBERS) {
        yield {
          path: part.path,
          problem: `The archive holds more than ${MOST_MEMBERS} files; the others were not read. Unpack it and add the folder.`,
        };
        return;
      }
      if (member.problem !== undefined) {
        yield { path, problem: member.problem };
        continue;
      }
      const file = join(folder, `member-${count}`);
      try {
        await pipeline(await member.bytes(), createWriteStream(file));
      } catch (error) {
        yield {
          path,
          problem: `The file cannot be unpacked: ${messageOf(error)}. Copy the archive again, or unpack it and add the folder.`,
        };
        continue;
      }
      yield* partsIn({ path, file, archives: [archive, ...part.archives], modified: member.modified }, scratch, wanted);
      await rm(file, { force: true });
    }
    if (count === 0 && wanted === undefined)
      yield { path: part.path, problem: 'The archive holds no files. Check that it is the right one.' };
  } catch (error) {
    yield { path: part.path, problem: `The archive is damaged (${messageOf(error)}). Export or copy it again.` };
  }
}

/** Unpacks the file that a path names into `scratch`, where it stays; a plain file is given as it is. Throws where it is not there. */
export async function materialise(path: string, scratch: string): Promise<string> {
  if (existsSync(path)) return path;
  for await (const part of partsOf(path, scratch)) {
    if ('problem' in part) throw new Error(part.problem);
    const kept = join(scratch, `kept-${(kept_count += 1)}`);
    await pipeline(createReadStream(part.file), createWriteStream(kept));
    return kept;
  }
  throw new Error(`${path} is not there.`);
}

let kept_count = 0;

/** The file system's part of a path into archives. */
function outermost(path: string): string {
  for (let at = path.indexOf('!'); at !== -1; at = path.indexOf('!', at + 1)) {
    if (existsSync(path.slice(0, at))) return path.slice(0, at);
  }
  return path;
}

/** What kind of archive a file is, told from its bytes; undefined where it is none. */
async function archiveOf(path: string): Promise<'zip' | 'tar' | 'tar+gzip' | 'tar+zstd' | undefined> {
  const head = await firstBytes(path);
  if (head.length >= 4 && [0x504b0304, 0x504b0506].includes(head.readUInt32BE(0))) return 'zip';
  if (isTar(head)) return 'tar';
  const packing = await packingOf(path);
  if (packing !== 'gzip' && packing !== 'zstd') return undefined;
  try {
    const parts: Buffer[] = [];
    for await (const chunk of unpacked(path, packing)) {
      parts.push(chunk);
      if (parts.reduce((size, { length }) => size + length, 0) >= 512) break;
    }
    return isTar(Buffer.concat(parts)) ? `tar+${packing}` : undefined;
  } catch {
    return undefined;
  }
}

/** Why nothing of a packed tar is to be used: told before the first of its files is given. */
async function refusalOf(path: string): Promise<string | undefined> {
  const packing = await packingOf(path);
  if (packing !== 'gzip' && packing !== 'zstd') return undefined;
  try {
    await finished(Readable.from(unpacked(path, packing)).resume());
  } catch (error) {
    if (error instanceof Refusal) return error.message;
  }
  return undefined;
}

function isTar(head: Buffer): boolean {
  return head.length >= 512 && head.toString('latin1', 257, 262) === 'ustar';
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
