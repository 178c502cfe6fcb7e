import { AftermapError } from '../../shared/failure.ts';
import type { Changes, Pair, WhatIf } from '../../shared/model/plan.ts';

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
  return { client, server };
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
