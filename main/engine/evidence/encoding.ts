import { StringDecoder } from 'node:string_decoder';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a text is encoded, told from its first bytes: by the mark of UTF-16 or, without one, by the zero that is every second byte of what is mostly ASCII. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (isAsciiInPairs(head, 0)) return 'utf-16le';
  return isAsciiInPairs(head, 1) ? 'utf-16be' : 'utf-8';
}

/** Whether most pairs of bytes are a letter of ASCII and a zero, the letter at `place`, and none is two zeros. */
function isAsciiInPairs(head: Uint8Array, place: 0 | 1): boolean {
  const pairs = Math.min(head.length, 4096) >> 1;
  let letters = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const letter = head[2 * pair + place] ?? 0;
    if (head[2 * pair + 1 - place] !== 0) continue;
    if (letter === 0) return false;
    if ((letter >= 0x20 && letter < 0x7f) || letter === 0x09 || letter === 0x0a || letter === 0x0d) letters += 1;
  }
  return pairs >= 2 && letters > pairs * 0.75;
}

/** Makes UTF-8 without a mark of UTF-16 that comes in parts. What is no UTF-16 becomes a byte that is no UTF-8: its record is then rejected like any other. */
export function createUtf16Reader(encoding: 'utf-16le' | 'utf-16be') {
  const decoder = new StringDecoder('utf16le');
  let odd: Buffer = Buffer.alloc(0);
  let begun = false;

  return {
    push(bytes: Buffer): Buffer {
      const all = Buffer.concat([odd, bytes]);
      const even = all.subarray(0, all.length - (all.length % 2));
      odd = all.subarray(even.length);
      const text = decoder.write(encoding === 'utf-16be' ? even.swap16() : even);
      const plain = begun ? text : text.replace(/^\uFEFF/, '');
      begun ||= text !== '';
      return utf8Of(plain);
    },
    end: (): Buffer => Buffer.concat([utf8Of(decoder.end()), ...(odd.length > 0 ? [NO_UTF8] : [])]),
  };
}

const NO_UTF8 = Buffer.from([0xff]);

function utf8Of(text: string): Buffer {
  const [first = '', ...others] = text.split(/\p{Surrogate}/u);
  return Buffer.concat([Buffer.from(first), ...others.flatMap((part) => [NO_UTF8, Buffer.from(part)])]);
}
