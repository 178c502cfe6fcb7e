import type { Dependency, DependencyMap, ServiceId } from '../../model/map.ts';
import { byId } from '../../graph/graph.ts';
import { ordersFrom, reachDownstream } from '../../map/reach.ts';
import { clock, count, counted } from '../../map/words.ts';
import { assumedValid } from '../assumed-valid.ts';
import { lookupsBalance } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { dataTable } from './document.ts';
import { html, type Markup } from './markup.ts';

/** What the target depended on in the window, order by order. */
export function mapSection(map: DependencyMap, target: ServiceId): Markup {
  const name = namesFrom(map.services);
  const orders = ordersFrom(map, target);
  const orderOf = (dependency: Dependency) => (orders.get(dependency.client) ?? 0) + 1;
  const reached = reachDownstream(map, target);
  const rows = [...reached.dependencies]
    .sort(
      (a, b) => orderOf(a) - orderOf(b) || byId(name(a.client), name(b.client)) || byId(name(a.server), name(b.server)),
    )
    .map((dependency) => [
      orderOf(dependency),
      name(dependency.client),
      name(dependency.server),
      count(dependency.lookups),
      count(dependency.failures),
      count(dependency.contested),
      `${clock(dependency.firstSeen)} – ${clock(dependency.lastSeen)}${dependency.carried ? ', before the window' : ''}`,
      unbroken(Object.keys(dependency.regions).sort(byId)),
    ]);
  return html`<section class="chapter">
    <h2>Who depended on whom</h2>
    <p class="lead">
      ${name(target)} reaches ${counted(orders.size - 1, 'service')} over ${counted(rows.length, 'dependency')}.
      ${lookupsBalance(map.lookups)}, of all services in the window. ${assumedValid(map.services, reached)}
    </p>
    ${dataTable(
      [
        { head: 'Order', kind: 'n' },
        { head: 'Client' },
        { head: 'Server' },
        { head: 'Lookups', kind: 'n' },
        { head: 'Failures', kind: 'n' },
        { head: 'Contested', kind: 'n' },
        { head: 'Seen (UTC)', kind: 't' },
        { head: 'Regions' },
      ],
      rows,
    )}
  </section>`;
}

/** Names with commas between them, none broken at its hyphens. */
function unbroken(names: readonly string[]): Markup {
  return html`${names.map((name, at) => html`${at === 0 ? '' : ', '}<span class="t">${name}</span>`)}`;
}
