import ipaddr from 'ipaddr.js';
import * as z from 'zod';

/** A block of addresses as policies write it: `10.0.0.0/24`, `fd00::/8`. */
export const cidr = z
  .string()
  .refine((text) => ipaddr.isValidCIDR(text), 'is no block of addresses such as 10.0.0.0/24');

/** Whether a block of addresses lies in another one. */
export function liesWithin(inner: string, outer: string): boolean {
  const [first, length] = ipaddr.parseCIDR(inner);
  const [whole, most] = ipaddr.parseCIDR(outer);
  return first.kind() === whole.kind() && length >= most && first.match(whole, most);
}
