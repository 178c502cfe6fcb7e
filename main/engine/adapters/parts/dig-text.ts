import type { Answer } from '../answers.ts';
import type { DnsMessage } from './dns-message.ts';

/**
 * A DNS message as dig and the libraries of its kin print it (miekg/dns, ldns): a header with opcode, status (ldns: rcode) and id, flags, then sections
 * of records in the form of a zone file. Undefined where the text has no header.
 */
export function digText(text: string): DnsMessage | undefined {
  const header = /opcode: \w+, (?:status|rcode): (\w+), id: +(\d+)/.exec(text);
  if (!header) return undefined;
  const [, question] = /;; QUESTION SECTION:\s*\n([^\n]*)/.exec(text) ?? [];
  const [name, , type] = (question ?? '').replace(/^[;\s]+/, '').split(/\s+/);
  const [, records = ''] = /;; ANSWER SECTION:\s*\n([\s\S]*?)(?:\n\s*\n|\n;;|$)/.exec(text) ?? [];
  return {
    id: header[2] ?? '',
    response: /flags:[^;]*\bqr\b/.test(text),
    name: name ?? null,
    type: type ?? null,
    code: header[1] ?? null,
    answers: records.split('\n').flatMap(answerOf),
  };
}

function answerOf(line: string): readonly Answer[] {
  const [name, ttl, , type, ...data] = line.trim().split(/\s+/);
  return !name || name.startsWith(';') || !type ? [] : [{ type, data: data.join(' '), ttl: ttl ?? null }];
}
