import type { Receiver } from '../../../shared/model/countermeasure.ts';
import type { Citation } from '../../../shared/model/evidence.ts';
import type { Candidate, SilentSender } from '../../../shared/recovery/sender.ts';
import { SECOND } from '../../../shared/model/time.ts';
import { at } from '../map/map-of.ts';

const LINE: Citation = { source: 1, path: 'beats.csv', line: 7 };

/** An instance in a few words: `b@East`, with `!` where it looked up in the silence, with `?` where it only beat. */
export function candidateOf(text: string): Candidate {
  const [instance = '', region = 'East'] = text.replace(/[!?]/g, '').split('@');
  const way = text.includes('!') ? ('lookup' as const) : text.includes('?') ? ('beat' as const) : null;
  return {
    instance,
    region,
    runtime: null,
    names: [instance],
    held: LINE,
    signs: way === null ? [] : [{ way, count: 3, citation: LINE }],
  };
}

export const receiverOf = (service: string): Receiver => ({
  service,
  name: service,
  uses: [{ way: 'looked-up-by', count: 4, within: 2, last: at('14:20'), citation: LINE }],
});

/** A sender `instance` of a service that was silent from 14:10 to 14:30, and the instances of its service beside it. */
export function senderOf(
  service: string,
  instance: string,
  {
    others = '',
    receivers = [],
    ...more
  }: Partial<Omit<SilentSender, 'receivers'>> & {
    readonly others?: string;
    readonly receivers?: readonly string[];
  } = {},
): SilentSender {
  return {
    service,
    emitter: instance,
    instances: [instance],
    from: at('14:10'),
    to: at('14:30'),
    open: false,
    detectors: ['d'],
    confidence: 'high',
    reason: 'All lost it.',
    verdict: 'active',
    verdictReason: 'It ran all the same.',
    acted: null,
    interval: SECOND,
    evidence: [{ text: 'The last beat before the silence', citation: LINE }],
    receivers: receivers.map(receiverOf),
    candidates: [`${instance}@East`, ...others.split(' ').filter((one) => one !== '')].map(candidateOf),
    ...more,
  };
}
