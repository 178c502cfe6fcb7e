import type { Declaration } from '../../../shared/model/evidence.ts';
import type { Mapping } from '../../../shared/model/mapping.ts';

/** What is declared of a source, and what its mapping says of times where that is silent. */
export function declaredWith<T extends Declaration>(declared: T, { times = {} }: Mapping): T {
  const { zone, year, order: dateOrder } = times;
  return {
    ...(zone === undefined ? {} : { zone }),
    ...(year === undefined ? {} : { year }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...declared,
  };
}
