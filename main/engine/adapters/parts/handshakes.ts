import type { EvidenceFile } from '../adapter.ts';
import type { End } from './connection.ts';

/** What a record shows that one end of a TCP connection sent: SYN and no more, a reset and no more, or what only an answered connection has. */
export type Sent = 'syn' | 'reset' | 'more';

const BITS: Readonly<Record<Sent, number>> = { syn: 1, reset: 2, more: 4 };
/** The bits of the other end. */
const OTHER = 8;
/** So many pairs of ends are kept in mind. */
const MOST = 1_000_000;

/** Which TCP connections of a log of packets, or of what went one way, were never answered. */
export interface Handshakes {
  /** Takes in what went from one end to another. */
  see(from: End, to: End, sent: Sent): void;
  /**
   * Whether nothing but attempts went between two ends: SYN on one side; on the other a reset, or nothing, in a log that shows both directions of
   * others (one that shows one alone, as a filter makes it, does not tell).
   */
  areAttempts(from: End, to: End): boolean;
}

export function createHandshakes(file: EvidenceFile): Handshakes {
  const seen = new Map<string, number>();
  let bothWays = false;
  let tooMany = false;
  return {
    see(from, to, sent) {
      if (tooMany) return;
      const { pair, turned } = pairOf(from, to);
      const bits = (seen.get(pair) ?? 0) | (turned ? BITS[sent] * OTHER : BITS[sent]);
      seen.set(pair, bits);
      bothWays ||= bits % OTHER > 0 && bits >= OTHER;
      if (seen.size <= MOST) return;
      tooMany = true;
      seen.clear();
      file.assume('that each connection was answered: there are too many to tell');
    },
    areAttempts(from, to) {
      const bits = seen.get(pairOf(from, to).pair) ?? 0;
      const [one, other] = [bits % OTHER, Math.floor(bits / OTHER)];
      return isAttempt(one, other) || isAttempt(other, one);
    },
  };

  function isAttempt(client: number, server: number): boolean {
    if ((client & BITS.syn) === 0 || (client & BITS.more) > 0) return false;
    return server === BITS.reset || (server === 0 && bothWays);
  }
}

function pairOf(from: End, to: End): { readonly pair: string; readonly turned: boolean } {
  const [one, other] = [`${from.ip} ${from.port}`, `${to.ip} ${to.port}`];
  return one <= other ? { pair: `${one} ${other}`, turned: false } : { pair: `${other} ${one}`, turned: true };
}
