import type { ServiceId } from '../model/map.ts';
import type { Changes, Pair, WhatIfAnswer } from '../model/plan.ts';

type Names = (service: ServiceId) => string;

/** What a what-if leaves out and adds, e.g. `without Service D`, `with region west`, `without Service A → Service B`. */
export function changesInWords(whatIf: Pick<WhatIfAnswer, 'without' | 'with'>, name: Names): readonly string[] {
  const words = (side: 'without' | 'with', { services = [], regions = [], dependencies = [] }: Changes): string[] =>
    [
      ...services.map(name),
      ...regions.map((region) => `region ${region}`),
      ...dependencies.map((one) => pairWords(one, name)),
    ].map((text) => `${side} ${text}`);
  return [...words('without', whatIf.without), ...words('with', whatIf.with)];
}

/** Why a part of the what-if changes nothing, and what is near it. */
export function idleWords({ side, near, why, ...pair }: WhatIfAnswer['idle'][number], name: Names): string {
  const others = near.length > 0 ? ` Near it: ${near.map((one) => pairWords(one, name)).join(', ')}.` : '';
  return `“${side} ${pairWords(pair, name)}” changes nothing: ${why}.${others}`;
}

const pairWords = ({ client, server }: Pair, name: Names): string => `${name(client)} → ${name(server)}`;
