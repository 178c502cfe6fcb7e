import type { Cause, ComparedCitation, ComparedSide } from '../model/comparison.ts';
import type { Citation } from '../model/evidence.ts';
import type { ServiceId } from '../model/map.ts';
import { count, firstFew } from '../map/words.ts';
import { opposite, type Found } from './found.ts';

/** An inventory record and the service-tree record that it meets, as they own a segment. */
export interface Owner {
  readonly key: string;
  readonly subscription: string;
  readonly region: string;
  readonly name: string | null;
  readonly inventory: Citation;
  readonly tree: Citation | null;
}

/** What findings rest on, read from the evidence. */
export interface Records {
  readonly nameOf: (service: ServiceId) => string;
  readonly ownerOf: (side: ComparedSide, segment: number) => Owner | undefined;
  readonly lookupAt: (side: ComparedSide, lookup: number) => Citation | undefined;
  readonly treeAt: (side: ComparedSide, source: number, line: number) => Citation;
}

const IN: Readonly<Record<ComparedSide, string>> = {
  window: 'in the window',
  against: 'in the window compared with',
};

/** A finding in words, with its records. */
export function causeInWords(found: Found, records: Records): Cause {
  return { kind: found.kind, text: sentence(found, records), citations: citations(found, records) };
}

function sentence(found: Found, { nameOf, ownerOf }: Records): string {
  const { how, poor, names, end, service, holders, elsewhere, logs } = found;
  const [here, there] = [IN[poor], IN[opposite(poor)]];
  const who = service === null ? 'It' : nameOf(service);
  const owners = found.segments.flatMap(({ side, segment }) => {
    const owner = ownerOf(side, segment);
    return owner ? [{ side, ...owner }] : [];
  });
  const example = owners[0];
  const asked = firstFew(names);
  const others = firstFew(elsewhere.map(nameOf));
  const what = example
    ? {
        key: example.key,
        subscription: example.subscription,
        mine: IN[example.side],
        theirs: IN[opposite(example.side)],
      }
    : { key: 'an address', subscription: 'its subscription', mine: there, theirs: here };
  const whose = (services: readonly ServiceId[]) =>
    services.length === 0 ? 'no service' : firstFew(services.map(nameOf));
  const mine = whose(holders);
  const role = end === null ? '' : `, the ${end},`;
  switch (how) {
    case 'not-covered':
      return logs.length === 0
        ? `No DNS log hears ${who} ${here} or ${there}: nothing can be said of it.`
        : `No DNS log that hears ${who} covers any time ${here}: that it is not seen there proves nothing.`;
    case 'fewer-logs':
      return `${count(logs.length)} of the DNS logs that hear ${who} ${there} (${firstFew(logs.map(fileName))}) ${logs.length === 1 ? 'has' : 'have'} no counterpart ${here}: what is missing there may only not have been logged.`;
    case 'handed-over':
      return `Subscription ${what.subscription} (of ${what.key}${end === null ? '' : `, the ${end}`}) belongs to ${mine} ${what.mine} and to ${whose(elsewhere)} ${what.theirs}, by the service tree.`;
    case 'other-owner':
      return `${what.key}${role} is in subscription ${what.subscription} of ${mine} ${what.mine}, and ${owners[1] ? `in ${owners[1].subscription} of` : 'belongs to'} ${whose(elsewhere)} ${what.theirs}, by the inventories.`;
    case 'no-record':
      return found.kind === 'service-tree'
        ? `Subscription ${what.subscription} (of ${what.key}${end === null ? '' : `, the ${end}`}) belongs to ${mine} ${what.mine}; the service tree gives it to no service ${what.theirs}.`
        : `${what.key} (${mine}${end === null ? '' : `, the ${end}`}) is in the inventories ${what.mine}; they hold no record of it ${what.theirs}.`;
    case 'other-region':
      return `${what.key}${role} is in region ${example?.region ?? 'unknown'} ${what.mine}, and in ${owners[1]?.region ?? 'another'} ${what.theirs}, by the inventories.`;
    case 'asked-once':
      return `The client asked for ${asked} ${there}; ${here} its logs hold no lookup of ${names.length === 1 ? 'it' : 'them'}.`;
    case 'asked-unequally':
      return `The client asked for ${asked === '' ? 'it' : asked} less often per hour of covered time ${here}; no owner changed that would tell why.`;
    case 'answered-elsewhere':
      return `The client asked for ${asked} ${here} too, and was led to ${others === '' ? 'addresses that are in no inventory' : others}; no record says that an owner changed.`;
    case 'unanswered':
      return `The client asked for ${asked} ${here} too, and got no address.`;
    case 'failing':
      return `More lookups of ${asked === '' ? 'its names' : asked} found no answer ${there}.`;
    case 'other-answers':
      return `${asked} ${names.length === 1 ? 'was' : 'were'} answered with other instances or regions, all of which both inventories hold.`;
    case 'renamed':
      return 'The service trees of the two call it by different names.';
    case 'nothing':
      return 'No record of the inventories or the service tree differs, and the logs cover both: nothing decides.';
  }
}

function citations(found: Found, { ownerOf, lookupAt, treeAt }: Records): readonly ComparedCitation[] {
  const owned = found.segments.flatMap(({ side, segment }) => {
    const owner = ownerOf(side, segment);
    if (!owner) return [];
    const byTree = found.kind === 'service-tree' && owner.tree;
    return [{ side, ...(byTree ? byTree : owner.inventory) }];
  });
  const told = found.trees.map(({ side, source, line }) => ({ side, ...treeAt(side, source, line) }));
  const seen = found.lookups.flatMap(({ side, lookup }) => {
    const place = lookupAt(side, lookup);
    return place ? [{ side, ...place }] : [];
  });
  return [...(found.kind === 'service-tree' ? [...owned, ...told] : owned), ...seen];
}

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
