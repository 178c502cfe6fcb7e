import { AftermapError } from '../../shared/failure.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import type { Changes, Pair, Plan, WhatIf } from '../../shared/model/plan.ts';

/** The options of a what-if, each as often as it was given. */
export interface ChangeFlags {
  readonly withoutService?: readonly string[];
  readonly withoutRegion?: readonly string[];
  readonly withoutDependency?: readonly string[];
  readonly withService?: readonly string[];
  readonly withRegion?: readonly string[];
  readonly withDependency?: readonly string[];
}

/** Gathers an option that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** A dependency as an option gives it: `client>server`. */
export function pairOption(option: string, text: string): Pair {
  const [client = '', server = '', ...more] = text.split('>').map((word) => word.trim());
  if (client === '' || server === '' || more.length > 0)
    throw new AftermapError(
      'usage',
      `${option} "${text}" is not a dependency.`,
      `Write it as ${option} "CLIENT>SERVER".`,
    );
  if (client === server)
    throw new AftermapError('usage', `${option} "${text}" names one service twice.`, 'Name two: "CLIENT>SERVER".');
  return { client, server };
}

/**
 * Refuses what changes nothing: dependencies that are to be broken or left out and are not there, or to be added and are;
 * services that are added and planned already, or left out and not concerned.
 * @throws AftermapError `usage` with what is near
 */
export function refuseIdle({ refused, whatIf }: Plan, name: (service: ServiceId) => string): void {
  const said = [
    ...refused.flatMap(({ near, ...one }) => (near ? [{ option: '--break', near, ...one }] : [])),
    ...(whatIf?.idle ?? []).map(({ side, ...one }) => ({ option: `--${side}-dependency`, ...one })),
  ];
  for (const { side, service, why } of whatIf?.idleServices ?? [])
    throw new AftermapError('usage', `--${side}-service "${name(service)}" changes nothing: ${why}.`, 'Leave it away.');
  const words = ({ client, server }: Pair) => `"${name(client)}>${name(server)}"`;
  for (const one of said) {
    const near = one.near.map(words).join(', ');
    const hint = near === '' ? 'See aftermap map for the dependencies.' : `Near it are ${near}.`;
    throw new AftermapError('usage', `${one.option} ${words(one)}: ${one.why}.`, hint);
  }
}

/** The what-if of the options; undefined where none was given. */
export function planChanges(flags: ChangeFlags): WhatIf | undefined {
  const without = changes('--without-dependency', flags.withoutService, flags.withoutRegion, flags.withoutDependency);
  const added = changes('--with-dependency', flags.withService, flags.withRegion, flags.withDependency);
  return without || added ? { ...(without ? { without } : {}), ...(added ? { with: added } : {}) } : undefined;
}

function changes(
  option: string,
  services: readonly string[] = [],
  regions: readonly string[] = [],
  dependencies: readonly string[] = [],
): Changes | undefined {
  if (services.length + regions.length + dependencies.length === 0) return undefined;
  return {
    ...(services.length > 0 ? { services } : {}),
    ...(regions.length > 0 ? { regions } : {}),
    ...(dependencies.length > 0 ? { dependencies: dependencies.map((text) => pairOption(option, text)) } : {}),
  };
}
