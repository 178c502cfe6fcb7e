import type { Sample } from '../evidence/sample.ts';
import type { Adapter } from './adapter.ts';
import { awsRoute53Resolver } from './aws-route53-resolver.ts';
import { canonicalAdapters } from './canonical.ts';

/** Every format that Aftermap opens; the first that fits is taken, so the more particular stand first. */
export const adapters: readonly Adapter[] = [awsRoute53Resolver, ...canonicalAdapters];

/** The adapter whose format the sample is of, or undefined. */
export function recognise(sample: Sample): Adapter | undefined {
  return adapters.find((adapter) => adapter.fits(sample));
}
