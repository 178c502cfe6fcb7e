import type { HeartbeatPair } from '../../shared/model/heartbeats.ts';
import { periodText } from '../../shared/heartbeat/words.ts';
import { count } from '../words/format.ts';

type Counts = Pick<HeartbeatPair, 'expected' | 'received' | 'missed' | 'lostOnTheWay' | 'unsent' | 'lostShare'>;

/** How the expected beats of a window add up: received, and missed on the way, never sent, or not known which. */
export function BeatFacts({ expected, received, missed, lostOnTheWay, unsent, lostShare }: Counts) {
  const unknown = missed - lostOnTheWay - unsent;
  const rows: readonly (readonly [string, number, boolean])[] = [
    ['Expected', expected, true],
    ['received', received, false],
    ['missed', missed, false],
  ];
  const parts: readonly (readonly [string, number])[] = [
    ['sent, and lost on the way', lostOnTheWay],
    ['never sent', unsent],
    ['not known which', unknown],
  ];
  return (
    <table className="sums">
      <tbody>
        {rows.map(([name, n, strong]) => (
          <tr key={name} className={strong ? 'strong' : undefined}>
            <th scope="row">
              {name}
              {name === 'missed' && expected > 0 && ` (${(lostShare * 100).toFixed(1)} %)`}
            </th>
            <td className="mono">{count(n)}</td>
          </tr>
        ))}
        {missed > 0 &&
          parts.map(([name, n]) => (
            <tr key={name} className="sums-part">
              <th scope="row">{name}</th>
              <td className="mono">{count(n)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** The expected time between the beats of a pair, and who says so. */
export function intervalWords({ interval, intervalFrom }: Pick<HeartbeatPair, 'interval' | 'intervalFrom'>): string {
  if (interval === null) return 'not known: too few beats tell, nothing is called missed';
  const long = periodText(interval);
  if (intervalFrom === 'given') return `${long}, given by its records`;
  return intervalFrom === 'detector'
    ? `${long}, learned from its detector’s other pairs`
    : `${long}, learned from its beats`;
}
