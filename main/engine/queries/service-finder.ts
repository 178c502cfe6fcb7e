import type { DuckDBConnection } from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** Finds the service that a text names: by id, else by a name that only one service has. */
export interface ServiceFinder {
  /** @throws AftermapError `usage` where no service, or more than one, is called so. */
  readonly find: (text: string) => ServiceId;
  /** The same, but a text that names no service is taken as it stands. */
  readonly findOrTake: (text: string) => ServiceId;
}

export async function serviceFinder(connection: DuckDBConnection): Promise<ServiceFinder> {
  const services = await query<{ id: string; name: string }>(connection, sql.service_names);
  const ids = new Set(services.map(({ id }) => id));
  const byName = new Map<string, ServiceId[]>();
  for (const { id, name } of services) byName.set(name.toLowerCase(), [...(byName.get(name.toLowerCase()) ?? []), id]);

  const known = (text: string): ServiceId | undefined => {
    if (ids.has(text)) return text;
    const named = byName.get(text.toLowerCase()) ?? [];
    if (named.length > 1) {
      throw new AftermapError(
        'usage',
        `${named.length} services are called "${text}".`,
        `Give the id: ${named.join(', ')}.`,
      );
    }
    return named[0];
  };
  const find = (text: string): ServiceId => {
    const found = known(text);
    if (found !== undefined) return found;
    const near = services
      .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(text.toLowerCase()))
      .slice(0, 5);
    const hint =
      near.length > 0
        ? `Did you mean ${near.map(({ name }) => `"${name}"`).join(', ')}?`
        : 'The service tree of the case names its services; see `aftermap map`.';
    throw new AftermapError('usage', `No service is called "${text}".`, hint);
  };
  return { find, findOrTake: (text) => known(text) ?? text };
}
