import type { Service } from '../../model/map.ts';
import type { AttributeReport } from '../../model/policy.ts';
import { listed } from '../../map/words.ts';
import { namesFrom } from '../../map/names.ts';
import { wrapped } from './table.ts';

/** Which of some services are shared by many and which run in several places, a line each; nothing where none is or does. */
export function placesText(
  { shared, replicated }: Pick<AttributeReport, 'shared' | 'replicated'>,
  services: readonly Pick<Service, 'id' | 'name'>[],
): readonly string[] {
  const name = namesFrom(services);
  return [
    ...shared.map(({ service, text }) => `Shared: ${name(service)} (${text}).`),
    ...replicated.map(({ service, regions, clusters, groups }) => {
      const places = [
        ...(regions.length > 1 ? [listed(regions)] : []),
        ...(clusters.length > 1 ? [`clusters ${listed(clusters)}`] : []),
        ...(groups.length > 1 ? [`data-centre groups ${listed(groups)}`] : []),
      ];
      return `Replicated: ${name(service)} (${places.join('; ')}).`;
    }),
  ].map((line) => wrapped(line, '  '));
}
