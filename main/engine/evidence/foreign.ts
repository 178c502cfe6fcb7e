const CAPTURE =
  'It is a capture of packets. Let Zeek or Suricata read it (zeek -r FILE writes dns.log and conn.log), and add what they write.';
const PACKED = 'It is packed in a way that Aftermap does not open. Unpack it, or pack it as gzip, zstd, zip or tar.';
const PICTURE = 'It is a picture or a printed document. Leave it out.';

/** Files that often stand among exports and cannot be read as they are: their first bytes in hexadecimal, and what to do. */
const FOREIGN: readonly (readonly [string, string])[] = [
  ['d4c3b2a1', CAPTURE],
  ['a1b2c3d4', CAPTURE],
  ['4d3cb2a1', CAPTURE],
  ['0a0d0d0a', CAPTURE],
  [
    '456c6646696c6500',
    'It is a Windows event log (EVTX). Export its events as JSON (evtx_dump -o jsonl FILE) and add that.',
  ],
  [
    '53514c69746520666f726d6174203300',
    'It is an SQLite database. Export its tables as CSV and map their columns; of Pi-hole add pihole.log instead, which holds the answers.',
  ],
  ['425a68', PACKED], // bzip2
  ['fd377a585a00', PACKED], // xz
  ['377abcaf271c', PACKED], // 7z
  ['526172211a07', PACKED], // RAR
  ['04224d18', PACKED], // lz4
  ['89504e470d0a1a0a', PICTURE], // PNG
  ['ffd8ff', PICTURE], // JPEG
  ['47494638', PICTURE], // GIF
  ['255044462d', PICTURE], // PDF
  ['d0cf11e0a1b11ae1', 'It is a document of Office in its old form. Save its table as CSV and add that.'],
];

/** What a file of a kind that Aftermap does not open is, and what to do, from its first bytes; undefined where they are of none. */
export function foreignOf(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, 16)).toString('hex');
  return FOREIGN.find(([magic]) => text.startsWith(magic))?.[1];
}
