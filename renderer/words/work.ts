import type { Progress } from '../../shared/api.ts';
import { bytes, count } from './format.ts';

/** How far a piece of work is, in its own unit: `12 of 31 records`, `1.2 MiB of 2.0 MiB`; empty before it has begun. */
export function progressWords({ done, total, unit }: Progress): string {
  const amount = (n: number) => (unit === 'bytes' ? bytes(n) : count(n));
  if (total === 0 && done === 0) return '';
  const numbers = total > 0 ? `${amount(done)} of ${amount(total)}` : amount(done);
  return unit === 'bytes' ? numbers : `${numbers} ${unit}`;
}
