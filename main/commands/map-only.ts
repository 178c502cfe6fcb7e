import type { Attribute } from '../../shared/model/policy.ts';
import { attributeKind } from '../../shared/model/policy.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { AftermapError } from '../../shared/failure.ts';
import type { Pair } from '../../shared/map/pairs.ts';
import { ATTRIBUTE_WORDS } from '../../shared/policy/attribute-words.ts';
import { hasAll, onlyMap, valuesOf, withEnd, type AttributeValue } from '../../shared/policy/only-map.ts';
import { onlyText } from '../../shared/report/text/only-text.ts';
import type { Engine } from '../engine/engine.ts';

/** A map as --only asks for it, with what stands beside it in the JSON document and above its text. */
export interface OnlyMap {
  readonly map: DependencyMap;
  readonly beside: object;
  readonly text: readonly string[];
  /** Whether a pair of services is among what is asked for. */
  readonly isShown: (pair: Pair) => boolean;
}

/**
 * The map of the services that have all the values that --only names, as it is where it names none.
 * @throws AftermapError `usage` where the case knows no such attribute or value, or no service of the map has them all
 */
export async function onlyOf(
  engine: Engine,
  map: DependencyMap,
  window: TimeWindow | undefined,
  only: readonly string[] | undefined,
): Promise<OnlyMap> {
  if (only === undefined) return { map, beside: {}, text: [], isShown: () => true };
  const { attributes } = await engine.call('attributes.read', window ? { window } : {});
  const where = only.map((text) => valueNamed(attributes, text));
  const isMeant = hasAll(attributes, where);
  const services = map.services.map(({ id }) => id).filter(isMeant);
  if (services.length === 0)
    throw new AftermapError(
      'usage',
      `No service of this map is of ${where.map(({ by, value }) => `${ATTRIBUTE_WORDS[by]} ${value}`).join(' and ')}.`,
      'Name fewer values, a wider window, or another service.',
    );
  return {
    map: onlyMap(map, isMeant),
    beside: { only: { where, services } },
    text: [onlyText(where, services.length)],
    isShown: withEnd(isMeant),
  };
}

/** The value that `namespace=shop` names, upper and lower case being one. */
function valueNamed(attributes: readonly Attribute[], text: string): AttributeValue {
  const [, attribute = '', called = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const by = attributeKind.options.find((kind) => kind === attribute.trim().toLowerCase());
  if (by === undefined)
    throw new AftermapError(
      'usage',
      `--only "${text}" is not an attribute and its value.`,
      `Write it as namespace=shop. ${knownText(attributes)}`,
    );
  const known = valuesOf(attributes, by);
  const wanted = called.trim().toLowerCase();
  const value = known.find((one) => one.toLowerCase() === wanted);
  if (value === undefined)
    throw new AftermapError(
      'usage',
      `No service is known to be of the ${ATTRIBUTE_WORDS[by]} "${called}" in this window.`,
      known.length > 0
        ? `The ${ATTRIBUTE_WORDS[by]}s are ${known.join(', ')}.`
        : `No record of the window names a ${ATTRIBUTE_WORDS[by]}. ${knownText(attributes)}`,
    );
  return { by, value };
}

/** The attributes that the case has, with their values. */
function knownText(attributes: readonly Attribute[]): string {
  const known = attributeKind.options.flatMap((by) => {
    const values = valuesOf(attributes, by);
    return values.length > 0 ? [`${by} (${values.join(', ')})`] : [];
  });
  return known.length > 0 ? `Known are ${known.join('; ')}.` : 'No record names a tenant, namespace, cluster or group.';
}
