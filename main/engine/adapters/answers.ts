import { isAddress } from './fields.ts';
import type { Mapped, RawRow } from './adapter.ts';

/** An answer as a log gives it; `type` where it does. */
export interface Answer {
  readonly type?: string | null | undefined;
  readonly data: string;
  readonly ttl?: string | null | undefined;
}

/**
 * The rows of a response: one for each address among its answers, one without address where there is none. The last CNAME target is kept with
 * each. Answers of other types say nothing here; without a type, an answer is an address if it reads like one, else a CNAME.
 * A name that an A or AAAA answer gives instead of an address rejects the record.
 */
export function responseRows(lookup: RawRow['values'], answers: readonly Answer[]): Mapped {
  const addresses = answers.filter(({ type, data }) => (type ? /^(A|AAAA|1|28)$/i.test(type) : isAddress(data)));
  const aliases = answers.filter(({ type, data }) =>
    type ? /^(CNAME|5)$/i.test(type) : !isAddress(data) && /^[\w.-]+$/.test(data),
  );
  const wrong = addresses.find(({ data }) => !isAddress(data));
  if (wrong) return { reject: `answer "${wrong.data}" is not an IP address` };
  const cname = aliases.at(-1)?.data ?? null;
  const row = (answer_ip: string | null, ttl: string | null | undefined): RawRow => ({
    table: 'dns_response',
    values: { ...lookup, answer_ip, ttl: ttl ?? null, cname },
  });
  const distinct = [...new Map(addresses.map((answer) => [answer.data, answer])).values()];
  return { rows: distinct.length > 0 ? distinct.map(({ data, ttl }) => row(data, ttl)) : [row(null, null)] };
}
