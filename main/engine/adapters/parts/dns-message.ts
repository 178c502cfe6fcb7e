import { Buffer } from 'node:buffer';
import { decode } from 'dns-packet';
import type { Answer } from '../answers.ts';

/** What a DNS message says of a lookup. */
export interface DnsMessage {
  /** The 16-bit id, which a response shares with its query. */
  readonly id: string;
  readonly response: boolean;
  /** Name and type of the first question; null where there is none. */
  readonly name: string | null;
  readonly type: string | null;
  /** The name of the response code. */
  readonly code: string | null;
  readonly answers: readonly Answer[];
}

/** The record types that logs give as numbers (IANA, DNS parameters). */
const TYPES: Readonly<Record<string, string>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  33: 'SRV',
  35: 'NAPTR',
  64: 'SVCB',
  65: 'HTTPS',
  255: 'ANY',
};

/** The name of a record type that is given as a number (`TYPE41` for the rare ones, RFC 3597) or as a name already. */
export function typeName(type: string): string {
  const number = /^(?:UNKNOWN_|TYPE)?(\d+)$/i.exec(type)?.[1];
  return number === undefined ? type.toUpperCase() : (TYPES[number] ?? `TYPE${number}`);
}

/** The DNS message in the bytes of a packet (RFC 1035, without the length that TCP puts before it), or why they are none. */
export function dnsMessage(bytes: Uint8Array): DnsMessage | string {
  try {
    const packet = decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const question = packet.questions?.[0];
    const { rcode } = packet as { rcode?: string };
    return {
      id: String(packet.id ?? ''),
      response: packet.type === 'response',
      name: question?.name ?? null,
      type: question ? typeName(question.type) : null,
      code: rcode ?? null,
      answers: (packet.answers ?? []).map((answer) => ({
        type: typeName(answer.type),
        data: 'data' in answer && typeof answer.data === 'string' ? answer.data : '',
        ttl: 'ttl' in answer && answer.ttl !== undefined ? String(answer.ttl) : null,
      })),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
