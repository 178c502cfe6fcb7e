import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, open, type Entry, type Options, type ZipFile } from 'yauzl';
import type { Member } from './archive.ts';
import { leadsOut } from './member-name.ts';
import { bombOf } from './wrapper.ts';

const openZip = promisify<string, Options, ZipFile>(open);

/** The files of a zip archive, in the order of its directory. Throws where the archive is damaged. */
export async function* zipMembers(path: string): AsyncGenerator<Member> {
  const zip = await openZip(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  const openEntry = promisify<Entry, Readable>(zip.openReadStream.bind(zip));
  try {
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      if (name.endsWith('/')) continue;
      const current = entry;
      const problem = problemOf(entry, name);
      yield {
        name,
        modified: entry.getLastModDate().getTime() * 1000,
        ...(problem === undefined ? {} : { problem }),
        bytes: async () => Readable.from(checked(await openEntry(current), current.crc32)),
      };
    }
  } finally {
    zip.close();
  }
}

/** Whether a zip archive is a spreadsheet or another document of Office; what cannot be opened is none. */
export async function isOfficeDocument(path: string): Promise<boolean> {
  try {
    for await (const { name } of zipMembers(path)) if (name === '[Content_Types].xml') return true;
  } catch {
    return false;
  }
  return false;
}

function problemOf(entry: Entry, name: string): string | undefined {
  if (leadsOut(name)) return 'Its name leads out of the archive; it was not read.';
  if (entry.isEncrypted()) return 'It is encrypted. Unpack it with its password and add the file.';
  return bombOf(entry.compressedSize, entry.uncompressedSize);
}

/** The bytes of a member. Throws after the last where they do not have the checksum that the archive gives for them. */
async function* checked(bytes: AsyncIterable<Buffer>, expected: number): AsyncGenerator<Buffer> {
  let found = 0;
  for await (const chunk of bytes) {
    found = crc32(chunk, found);
    yield chunk;
  }
  if (found !== expected) throw new Error('its checksum does not match, bytes of it were changed');
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const done = () => {
      zip.off('entry', onEntry);
      zip.off('end', onEnd);
      zip.off('error', onError);
    };
    const onEntry = (entry: Entry) => {
      done();
      resolve(entry);
    };
    const onEnd = () => {
      done();
      resolve(undefined);
    };
    const onError = (error: Error) => {
      done();
      reject(error);
    };
    zip.on('entry', onEntry);
    zip.on('end', onEnd);
    zip.on('error', onError);
    zip.readEntry();
  });
}
