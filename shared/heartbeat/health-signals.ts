import { counted } from '../map/words.ts';
import type { FailingInterval } from '../model/health.ts';
import type { Silence, Verdict } from '../model/heartbeats.ts';

/**
 * Silences as failing intervals of the services whose runtimes fell silent. A lost runtime is an error; one that lost its beats and acted
 * on, or of which nothing else is known, degrades its service. One that was removed did not fail, and what one pair alone shows, with
 * nothing to confirm it, tells nothing of the service.
 */
export function failingBySilence(silences: readonly Silence[]): readonly FailingInterval[] {
  return silences.flatMap(({ service, verdict, confidence, ...silence }): FailingInterval[] => {
    const citation = silence.evidence[0]?.citation;
    if (service === null || !citation || verdict === 'removed' || (verdict === 'unconfirmed' && confidence === 'low'))
      return [];
    const { emitter, from, to, interval, detectors } = silence;
    return [
      {
        service,
        witness: 'heartbeats',
        subject: emitter,
        kind: 'availability',
        status: verdict === 'lost' ? 'error' : 'degraded',
        from,
        to,
        after: from - interval,
        sampled: true,
        severity: null,
        events: detectors.length,
        step: interval,
        message: `The heartbeats of ${emitter} were lost by ${counted(detectors.length, 'detector')}; ${SAID[verdict]}`,
        citation,
      },
    ];
  });
}

const SAID: Readonly<Record<Exclude<Verdict, 'removed'>, string>> = {
  lost: 'other evidence confirms that it was lost',
  active: 'it acted all the same',
  unconfirmed: 'nothing else tells',
};
