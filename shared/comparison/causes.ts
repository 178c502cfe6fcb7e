import type { ComparedSide, ComparedUse, Difference } from '../model/comparison.ts';
import { ratesDiffer } from './differs.ts';
import { finding, merged, opposite, type Found } from './found.ts';
import { handedOver, isStanding, otherEnds, ownerFinding, TOLD_SHARE } from './ownership.ts';
import type { End, Use } from './uses.ts';
import { isCertain, namesOf, sample, usesOf, weightOf, type Pair, type Witnesses } from './witness.ts';

/** Why a dependency differs, as docs/comparison.md decides it. `differences` is empty for one that only one of the windows shows. */
export function causesOf(pair: Pair, differences: readonly Difference[], witnesses: Witnesses): readonly Found[] {
  const found: Found[] = [];
  if (differences.length === 0) {
    const poor = pair.window.lookups + pair.window.contested + pair.window.failures === 0 ? 'window' : 'against';
    found.push(...missingIn(pair, poor, witnesses));
  }
  if (differences.includes('lookups')) found.push(...fewerIn(pair, poorer(pair, rate), witnesses));
  if (differences.includes('regions') || differences.includes('instances'))
    found.push(...otherEnds(pair, witnesses, ['server']));
  if (differences.includes('contested')) found.push(...otherEnds(pair, witnesses, ['client', 'server']));
  if (differences.includes('failures')) found.push(...failing(pair, witnesses));
  return merged(found.length > 0 ? found : [finding('undetermined', 'nothing', 'window')]);
}

const rate = ({ lookups, covered }: ComparedUse): number => (covered > 0 ? lookups / covered : 0);

function poorer(pair: Pair, measure: (use: ComparedUse) => number): ComparedSide {
  return measure(pair.window) < measure(pair.against) ? 'window' : 'against';
}

/** Why a dependency is not seen in one window at all: judged name by name. */
function missingIn(pair: Pair, poor: ComparedSide, witnesses: Witnesses): readonly Found[] {
  const { client } = pair;
  const here = witnesses[poor];
  const seen = usesOf(pair, opposite(poor), witnesses);
  const found = [...unheard(pair, poor, witnesses)];
  for (const name of namesOf(seen)) {
    const owners = handedOver(pair, name, poor, witnesses);
    const asked = here.uses.asked(client, name);
    if (owners.length > 0) found.push(...owners);
    else if (asked.length > 0) found.push(...askedInVain(pair, name, asked, poor, witnesses));
    else if (here.coverage(client).covered > 0) {
      const uses = seen.filter((use) => use.name === name);
      found.push(
        finding('traffic', 'asked-once', poor, {
          weight: weightOf(uses),
          names: [name],
          lookups: sample(uses, witnesses),
        }),
      );
    }
  }
  return [...found, ...withoutPlace(pair, poor, witnesses)];
}

/** What no log of the window could have shown. */
function unheard(pair: Pair, poor: ComparedSide, witnesses: Witnesses): readonly Found[] {
  const { covered } = witnesses[poor].coverage(pair.client);
  const logs = witnesses[poor].lostLogs(pair.client);
  const lookups = sample(usesOf(pair, opposite(poor), witnesses), witnesses);
  if (covered === 0) {
    const before = witnesses[opposite(poor)].coverage(pair.client).logs;
    return [finding('coverage', 'not-covered', poor, { service: pair.client, lookups, logs: before })];
  }
  return logs.length === 0 ? [] : [finding('coverage', 'fewer-logs', poor, { service: pair.client, lookups, logs })];
}

/** The client asked for the name in both windows; in one, no answer was the server's, though no owner changed hands. */
function askedInVain(
  pair: Pair,
  name: string,
  asked: readonly Use[],
  poor: ComparedSide,
  witnesses: Witnesses,
): readonly Found[] {
  const { server } = pair;
  const uses = usesOf(pair, opposite(poor), witnesses).filter((use) => use.name === name);
  const lost = uses.filter(({ server: end }) => end !== null && isNobodys(end));
  const nobody = asked.every(({ server: end }) => end === null || end.services.length === 0);
  const gone = lost.toSorted((a, b) => b.answers - a.answers)[0];
  if (nobody && gone?.server && asked.some(({ addressed }) => addressed)) {
    return [ownerFinding(gone, 'server', gone.server, server, poor, [name])];
  }
  const elsewhere = [...new Set(asked.flatMap(({ server: end }) => end?.services ?? []))].sort();
  return [
    finding('traffic', asked.some(({ addressed }) => addressed) ? 'answered-elsewhere' : 'unanswered', poor, {
      weight: weightOf(asked),
      names: [name],
      elsewhere,
      lookups: [...sample(asked, witnesses), ...sample(uses, witnesses)],
    }),
  ];
}

/** Whether the records of the other window give the address to nobody. */
const isNobodys = ({ change, other }: End): boolean =>
  change === 'absent' || (!isStanding(change) && other.length === 0);

/** One of the two services has no instance in the window: its records ended, or had not begun. */
function withoutPlace(pair: Pair, poor: ComparedSide, witnesses: Witnesses): readonly Found[] {
  const uses = usesOf(pair, opposite(poor), witnesses).toSorted((a, b) => b.answers - a.answers);
  return (['client', 'server'] as const).flatMap((end) => {
    if (witnesses[poor].present.has(pair[end])) return [];
    const use = uses.find((one) => one[end] !== null && !isStanding(one[end].change));
    return use?.[end] ? [ownerFinding(use, end, use[end], pair[end], poor, [])] : [];
  });
}

/** Why there are fewer lookups of a dependency in one window. */
function fewerIn(pair: Pair, poor: ComparedSide, witnesses: Witnesses): readonly Found[] {
  const rich = opposite(poor);
  const seen = usesOf(pair, rich, witnesses);
  const exposure = pair[poor].covered > 0 ? pair[rich].covered / pair[poor].covered : 0;
  const owners = namesOf(seen).map((name) => {
    const of = (uses: readonly Use[]) => weightOf(uses.filter((use) => use.name === name && isCertain(use)));
    const lost = of(seen) - of(witnesses[poor].uses.ofPair(pair.client, pair.server)) * exposure;
    return { found: handedOver(pair, name, poor, witnesses), lost: Math.max(0, lost) };
  });
  const handed = owners.filter(({ found }) => found.length > 0).reduce((sum, { lost }) => sum + lost, 0);
  const share = Math.min(1, handed / Math.max(1, weightOf(seen)));
  const told = share >= TOLD_SHARE ? owners.flatMap(({ found }) => found) : [];
  const rest = Math.round(pair[rich].lookups * (1 - share));
  const coverage = unheard(pair, poor, witnesses);
  if (told.length > 0 && !ratesDiffer(rest, pair[rich].covered, pair[poor].lookups, pair[poor].covered))
    return [...coverage, ...told];
  const lookups = (['against', 'window'] as const).flatMap((side) =>
    sample(witnesses[side].uses.ofPair(pair.client, pair.server), witnesses),
  );
  const more = { weight: weightOf(seen), names: namesOf(seen), lookups };
  return [...coverage, ...told, finding('traffic', 'asked-unequally', poor, more)];
}

/** More lookups of the server's names fail in one window. */
function failing(pair: Pair, witnesses: Witnesses): readonly Found[] {
  const poor = poorer(pair, ({ failures, covered }) => (covered > 0 ? failures / covered : 0));
  const { uses } = witnesses[opposite(poor)];
  const names = namesOf([...usesOf(pair, 'window', witnesses), ...usesOf(pair, 'against', witnesses)]);
  const unanswered = names.flatMap((name) => uses.asked(pair.client, name)).filter(({ addressed }) => !addressed);
  return [
    finding('traffic', 'failing', poor, {
      weight: weightOf(unanswered),
      names: namesOf(unanswered),
      lookups: sample(unanswered, witnesses),
    }),
  ];
}
