import type { AttributeKind, AttributeReport } from '../../shared/model/policy.ts';
import type { DependencyMap, ServiceId } from '../../shared/model/map.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { AftermapError } from '../../shared/failure.ts';
import { asMap, groupMap } from '../../shared/policy/group-map.ts';
import { findTenant, tenantMap } from '../../shared/policy/tenant-map.ts';
import { groupsToJson, placesToJson } from '../../shared/policy/to-json.ts';
import { groupsText, tenantText } from '../../shared/report/text/groups-text.ts';
import { placesText } from '../../shared/report/text/places-text.ts';
import type { Engine } from '../engine/engine.ts';

export interface GroupFlags {
  readonly group?: AttributeKind;
  readonly tenant?: string;
  readonly service?: string;
  readonly instances?: boolean;
  readonly processes?: boolean;
  readonly format?: string;
}

/** A map to write, with what stands beside it in the JSON document and in the text. */
export interface MapView {
  readonly map: DependencyMap;
  readonly beside: object;
  readonly text: readonly string[];
  /** Lines of the text below the map. */
  readonly below: readonly string[];
  /** What its nodes are. */
  readonly of: 'service' | 'group';
}

/** The map as --group or --tenant ask for it; as it is where neither does. */
export async function viewOf(
  engine: Engine,
  map: DependencyMap,
  window: TimeWindow | undefined,
  { group, tenant, service, instances, processes, format }: GroupFlags,
): Promise<MapView> {
  const known = () => engine.call('attributes.read', window ? { window } : {});
  if (group === undefined && tenant === undefined) {
    const view = { map, beside: {}, text: [], below: [], of: 'service' } as const;
    if (format !== undefined && format !== 'json') return view;
    const places = placesIn(map, await known());
    return { ...view, beside: placesToJson(places), below: placesText(places, map.services) };
  }
  if (instances || processes)
    throw new AftermapError(
      'usage',
      '--group and --tenant show services, not instances or processes.',
      'Leave out --instances and --processes.',
    );
  const { attributes } = await known();
  if (group !== undefined && tenant !== undefined)
    throw new AftermapError('usage', '--group and --tenant are two views.', 'Give one of them.');
  if (group !== undefined) {
    const grouped = groupMap(map, attributes, group);
    const beside = { by: group, groups: groupsToJson(grouped) };
    return { map: asMap(grouped), beside, text: [groupsText(grouped)], below: [], of: 'group' };
  }
  const found = findTenant(attributes, tenant ?? '');
  const { map: own, ...beside } = tenantMap(map, attributes, found);
  if (service !== undefined && own.services.length === 0)
    throw new AftermapError(
      'usage',
      `Nothing of what ${service} reaches is known to belong to the tenant ${found}.`,
      'Give a service of the tenant, or leave --service out.',
    );
  return { map: own, beside, text: [tenantText(beside)], below: [], of: 'service' };
}

/** The shared and the replicated services of a map. */
function placesIn({ services }: DependencyMap, { shared, replicated }: AttributeReport) {
  const shown = new Set(services.map(({ id }) => id));
  const isShown = ({ service }: { readonly service: ServiceId }) => shown.has(service);
  return { shared: shared.filter(isShown), replicated: replicated.filter(isShown) };
}
