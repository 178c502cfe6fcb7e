import { crc32, deflateRawSync } from 'node:zlib';

/** What a zip holds by name; an encrypted file is only marked as such, a changed one has the checksum of other bytes. */
type Zipped = Readonly<
  Record<string, string | Uint8Array | { readonly encrypted: string } | { readonly changed: string | Uint8Array }>
>;

/** A zip archive, written by its specification (PKWARE APPNOTE 4.3), with any names: libraries refuse the bad ones. */
export function zipOf(files: Zipped): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const encrypted = typeof content === 'object' && 'encrypted' in content;
    const changed = typeof content === 'object' && 'changed' in content;
    const bytes = Buffer.from(encrypted ? content.encrypted : changed ? content.changed : content);
    const packed = deflateRawSync(bytes);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(encrypted ? 0x801 : 0x800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(0x5c64, 8); // 4 March 2026
    shared.writeUInt32LE(changed ? 0 : crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), shared, place, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, entries, Buffer.from('PK\x05\x06'), end]);
}
