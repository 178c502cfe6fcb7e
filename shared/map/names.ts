import type { Service, ServiceId } from '../model/map.ts';

/**
 * Names of services by id, each with its id where others have the same name, unless that stands for all of a tenant; an unknown service is
 * called by its id.
 */
export function namesFrom(
  services: readonly Pick<Service, 'id' | 'name' | 'nameStandsFor'>[],
): (id: ServiceId) => string {
  const known = new Map(services.map((service) => [service.id, service]));
  const times = new Map<string, number>();
  for (const { name, nameStandsFor } of known.values())
    if (nameStandsFor === undefined) times.set(name, (times.get(name) ?? 0) + 1);
  return (id) => {
    const name = known.get(id)?.name ?? id;
    return (times.get(name) ?? 0) > 1 && name !== id ? `${name} (${id})` : name;
  };
}
