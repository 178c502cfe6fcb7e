import type { Service, ServiceId } from '../model/map.ts';
import type { RegionalDependency, RegionFlow, RegionRow, ServiceAttribute } from '../model/regions.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { heldIn } from './phases.ts';

/** What a row is made from, all of it about one service; `calls` are the lookups of it, for certain, that count. */
export type RowInput = {
  readonly service: ServiceId;
  readonly order: number;
  readonly parent: Service['parent'];
  readonly calls: readonly RegionalDependency[];
  readonly attributes: readonly ServiceAttribute[];
  readonly window: TimeWindow;
  readonly observability: RegionRow['observability'];
};

/** A row of the heatmap: lookups and distinct dependencies per region of the answers. */
export function rowOf({ service, order, parent, calls, attributes, window, observability }: RowInput): RegionRow {
  const regions = [...groupBy(calls, ({ region }) => region)].sort(([a], [b]) => byId(a, b));
  const said = (kind: ServiceAttribute['kind']) =>
    [...new Set(attributes.filter((one) => one.kind === kind && heldIn(one, window)).map(({ value }) => value))].sort(
      byId,
    );
  return {
    service,
    order,
    counts: Object.fromEntries(regions.map(([region, ofRegion]) => [region, lookupsOf(ofRegion)])),
    dependencies: Object.fromEntries(regions.map(([region, ofRegion]) => [region, distinct(ofRegion)])),
    clients: distinct(calls),
    firstSeen: calls.length > 0 ? earliest(calls) : null,
    lastSeen: calls.length > 0 ? latest(calls) : null,
    parent,
    tenants: said('tenant'),
    dataClasses: said('data_class'),
    observability,
  };
}

/** The same lookups by where they were asked from and where they were answered, by names of the regions. */
export function flowsOf(calls: readonly RegionalDependency[]): RegionFlow[] {
  return [...groupBy(calls, ({ from, region }) => `${from ?? ''}\n${region}`).values()]
    .map((flow) => ({
      from: flow[0]?.from ?? '',
      to: flow[0]?.region ?? '',
      lookups: lookupsOf(flow),
      dependencies: distinct(flow),
      firstSeen: earliest(flow),
      lastSeen: latest(flow),
    }))
    .sort((a, b) => byId(a.from, b.from) || byId(a.to, b.to));
}

const lookupsOf = (calls: readonly RegionalDependency[]) => calls.reduce((sum, { lookups }) => sum + lookups, 0);
const earliest = (calls: readonly RegionalDependency[]) =>
  calls.reduce((at, { firstSeen }) => Math.min(at, firstSeen), Infinity);
const latest = (calls: readonly RegionalDependency[]) =>
  calls.reduce((at, { lastSeen }) => Math.max(at, lastSeen), -Infinity);
const distinct = (calls: readonly RegionalDependency[]) =>
  new Set(calls.map(({ client, server }) => `${client}\n${server}`)).size;
