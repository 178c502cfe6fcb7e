import type { ComparedSide } from '../model/comparison.ts';
import type { ServiceId } from '../model/map.ts';
import { finding, opposite, restsOnEnd, type Found } from './found.ts';
import { pairs, type End, type EndChange, type Use } from './uses.ts';
import { endsOf, isCertain, namesOf, sample, weightOf, type Pair, type Witnesses } from './witness.ts';

/** A change of owner is told as a cause of a changed count where it concerns at least this share of the answers. */
export const TOLD_SHARE = 0.1;

/** Which records decide a change of an end. */
const KIND: Readonly<Record<EndChange, 'service-tree' | 'inventory' | 'traffic'>> = {
  same: 'traffic',
  region: 'inventory',
  tree: 'service-tree',
  inventory: 'inventory',
  absent: 'inventory',
  unassigned: 'service-tree',
};

const HOW: Readonly<Record<Exclude<EndChange, 'same'>, Found['how']>> = {
  region: 'other-region',
  tree: 'handed-over',
  inventory: 'other-owner',
  absent: 'no-record',
  unassigned: 'no-record',
};

/** Lookups of the name that are the pair's by the records of one window, and another pair's by those of the other. */
export function handedOver(
  { client, server }: Pair,
  name: string,
  poor: ComparedSide,
  witnesses: Witnesses,
): readonly Found[] {
  const [here, there] = [witnesses[poor].uses, witnesses[opposite(poor)].uses];
  const key = `${client}\n${server}`;
  const isPair = (use: Use) => isCertain(use) && pairs(use.client.services, use.server?.services ?? []).includes(key);
  const arrived = here.byOtherRecords(client, server, name).filter((use) => !isPair(use));
  const left = there.ofPair(client, server).filter(
    (use) =>
      use.name === name &&
      pairs(use.client.other, use.server?.other ?? []).some((other) => {
        const [otherClient = '', otherServer = ''] = other.split('\n');
        return other !== key && here.ofPair(otherClient, otherServer).some((seen) => seen.name === name);
      }),
  );
  return [...arrived, ...left].flatMap((use) =>
    endsOf(use).flatMap(([end, state]) =>
      state.change === 'tree' || state.change === 'inventory'
        ? [ownerFinding(use, end, state, end === 'client' ? client : server, poor, [name])]
        : [],
    ),
  );
}

/** Why the ends of a dependency are other ones: what the records of each window say of those of the other. */
export function otherEnds(pair: Pair, witnesses: Witnesses, ends: readonly ('client' | 'server')[]): readonly Found[] {
  const found = (['window', 'against'] as const).flatMap((side) => {
    const uses = witnesses[side].uses.ofPair(pair.client, pair.server);
    const all = weightOf(uses);
    const changed = uses.flatMap((use) =>
      endsOf(use).flatMap(([end, state]) =>
        ends.includes(end) && state.change !== 'same'
          ? [ownerFinding(use, end, state, pair[end], opposite(side), [])]
          : [],
      ),
    );
    return changed.filter(
      ({ how }) =>
        changed.filter((one) => one.how === how).reduce((sum, { weight }) => sum + weight, 0) >= TOLD_SHARE * all,
    );
  });
  if (found.length > 0) return found;
  const uses = witnesses.window.uses.ofPair(pair.client, pair.server);
  const lookups = sample(uses, witnesses);
  return [finding('traffic', 'other-answers', 'against', { weight: weightOf(uses), names: namesOf(uses), lookups })];
}

/** Whether no source or address that served a dependency in one window is its server's by the records of the other, both ways round. */
export function isReplaced({ client, server }: Pick<Pair, 'client' | 'server'>, witnesses: Witnesses): boolean {
  return (['window', 'against'] as const).every((side) =>
    witnesses[side].uses.ofPair(client, server).every(({ server: end }) => end !== null && !isStanding(end.change)),
  );
}

/** Whether the records of the other window hold the key as the same service's. */
export const isStanding = (change: EndChange): boolean => change === 'same' || change === 'region';

/** An end that the records of the other window tell otherwise, as a finding. */
export function ownerFinding(
  use: Use,
  end: 'client' | 'server',
  state: End,
  service: ServiceId,
  poor: ComparedSide,
  names: readonly string[],
): Found {
  const told = { weight: use.answers, names, end, service, holders: state.services, elsewhere: state.other };
  const how = state.change === 'same' ? 'nothing' : HOW[state.change];
  return finding(KIND[state.change], how, poor, { ...told, ...restsOnEnd(use, state) });
}
