import type { ServiceId } from '../model/map.ts';
import type { Changes, Hypothesis, Pair, WhatIfAnswer } from '../model/plan.ts';

type Names = (service: ServiceId) => string;

/** What a what-if leaves out and adds, e.g. `without Service D`, `with region west`, `without Service A → Service B`. */
export function changesInWords(whatIf: Hypothesis, name: Names): readonly string[] {
  const words = (side: 'without' | 'with', { services = [], regions = [], dependencies = [] }: Changes): string[] =>
    [
      ...services.map(name),
      ...regions.map((region) => `region ${region}`),
      ...dependencies.map((one) => pairWords(one, name)),
    ].map((text) => `${side} ${text}`);
  return [...words('without', whatIf.without), ...words('with', whatIf.with)];
}

/** Why parts of the what-if change nothing, a sentence each, and what is near a dependency that is none. */
export function idleSentences({ idle, idleServices }: WhatIfAnswer, name: Names): readonly string[] {
  const nothing = (side: string, what: string, why: string) => `“${side} ${what}” changes nothing: ${why}.`;
  return [
    ...idleServices.map(({ side, service, why }) => nothing(side, name(service), why)),
    ...idle.map(({ side, near, why, ...pair }) => {
      const others = near.length > 0 ? ` Near it: ${near.map((one) => pairWords(one, name)).join(', ')}.` : '';
      return `${nothing(side, pairWords(pair, name), why)}${others}`;
    }),
  ];
}

const pairWords = ({ client, server }: Pair, name: Names): string => `${name(client)} → ${name(server)}`;
