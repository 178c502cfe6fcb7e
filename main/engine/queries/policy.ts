import type { DuckDBConnection } from '@duckdb/node-api';
import { allowListYaml } from '../../../shared/policy/allow-list-yaml.ts';
import { askedBy, subjectsAsked, usesAsked, type Asked } from '../../../shared/policy/asked.ts';
import { serviceAttributes } from '../../../shared/policy/attributes.ts';
import { canonicalPolicies } from '../../../shared/policy/canonical.ts';
import { fleetOf } from '../../../shared/policy/fleet.ts';
import { unknownGroups } from '../../../shared/policy/security-groups.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import { policyPhases, steadyClaims, validIn, withoutGaps, type Held } from '../../../shared/policy/phases.ts';
import { policyReport } from '../../../shared/policy/report.ts';
import { asksForAddresses } from '../../../shared/policy/selector.ts';
import type { Phase } from '../../../shared/policy/replay.ts';
import { namesFrom } from '../../../shared/map/names.ts';
import { pairKey } from '../../../shared/map/pairs.ts';
import type { End, Policy } from '../../../shared/policy/rule.ts';
import type { Citation } from '../../../shared/model/evidence.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { PolicyReport } from '../../../shared/model/policy.ts';
import { NO_TIME, type Micros, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readClaims } from './attributes.ts';
import { readPortUses } from './connected-ports.ts';
import { readFirstLookups } from './first-records.ts';
import { readLookedUp, readMap } from './map.ts';
import { readDocuments, readSubjects } from './policy-documents.ts';
import { readFlows } from './regions.ts';
import { caseSpan } from './window.ts';

/** The policies of the case held against what was seen in a window (unset: the whole case). */
export async function readPolicies(connection: DuckDBConnection, asked: TimeWindow | undefined): Promise<PolicyReport> {
  return (await replayed(connection, asked)).report;
}

/** The report with what it was made of. */
async function replayed(connection: DuckDBConnection, wanted: TimeWindow | undefined) {
  const window = wanted ?? (await caseSpan(connection)) ?? NO_TIME;
  const map = await readMap(connection, window);
  const rules = await readRules(connection, window, namesFrom(map.services));
  const read = [...rules, ...(await readDocuments(connection, window))];
  const written = read.some(({ dialect }) => dialect !== 'canonical');
  const claims = steadyClaims(await readClaims(connection, window));
  const subjects = await readSubjects(connection, window);
  const asked = askedBy(read);
  const ends = { byInstance: written, byAddress: read.some(speaksOfAddresses) };
  const connectedIn = async (part: TimeWindow, before = part.from) =>
    usesAsked(await readPortUses(connection, { ...part, before }, ends, subjects), asked);
  const connected = await connectedIn(window);
  const parts = policyPhases(window, read, claims, written ? await readTraits(connection, window, asked) : []);
  const byRegion = read.some(speaksOfRegions);
  const phases: Phase[] = [];
  for (const [at, part] of parts.entries())
    phases.push({
      part,
      fleet: fleetOf(
        map.services,
        claims,
        part,
        written ? subjectsAsked(await readSubjects(connection, part), asked) : undefined,
      ),
      asked: await readLookedUp(connection, part),
      flows: byRegion && validIn(read, part).some(speaksOfRegions) ? await readFlows(connection, part) : null,
      records: await readRecords(connection, part),
      connected: parts.length === 1 ? connected : await connectedIn(part, parts[at - 1]?.from),
    });
  const fleets = phases.map(({ fleet }) => fleet);
  const policies = [...read, ...unknownGroups(read, fleets)];
  const attributes = serviceAttributes(claims, window);
  const report = policyReport({ map, connected, phases, policies }, attributes);
  return { report, services: map.services, attributes, subjects };
}

/** The smallest allow-list of a window (unset: the whole case) as NetworkPolicies. */
export async function readAllowListYaml(connection: DuckDBConnection, asked: TimeWindow | undefined): Promise<string> {
  const { report, services, attributes, subjects } = await replayed(connection, asked);
  return allowListYaml(report.allowList, services, attributes, subjects);
}

const speaksOfAddresses = ({ rules }: Policy): boolean =>
  rules.some(({ peers, own }) => asksForAddresses(peers) || asksForAddresses(own));

const speaksOfRegions = ({ rules }: Policy): boolean => rules.some(({ ends }) => ends?.includes('region') ?? false);

async function readRules(
  connection: DuckDBConnection,
  window: TimeWindow,
  nameOf: (service: ServiceId) => string,
): Promise<readonly Policy[]> {
  const rows = await query<{
    action: 'allow' | 'deny';
    from_kind: End;
    from_value: string | null;
    to_kind: End;
    to_value: string | null;
    from: Micros | null;
    to: Micros | null;
    evidence_id: number;
    line: number;
    path: string;
  }>(connection, sql.policy_rules, { ...window });
  return canonicalPolicies(
    rows.map(({ evidence_id: source, line, path, ...row }) => ({
      action: row.action,
      fromKind: row.from_kind,
      from: row.from_value,
      toKind: row.to_kind,
      to: row.to_value,
      validFrom: row.from,
      validTo: row.to,
      citation: { source, path, line },
    })),
    nameOf,
  );
}

/** When which traits held of subjects that change within a window, as policies tell them apart. */
async function readTraits(connection: DuckDBConnection, window: TimeWindow, asked: Asked): Promise<readonly Held[]> {
  const rows = await query<{
    kind: string;
    subject: string;
    traits: string;
    from: Micros | null;
    to: Micros | null;
  }>(connection, sql.policy_subject_changes, { ...window });
  const held = rows.map(({ kind, subject, traits, from, to }) => ({
    kind,
    subject: `${kind} ${subject}`,
    value: kind === 'namespace' ? traits : asked.traits(traits),
    from,
    to,
  }));
  const [ofServices, ofOne] = [held.filter(isOfInstances), held.filter((each) => !isOfInstances(each))];
  return [...ofOne, ...[...groupBy(ofServices, ({ subject }) => subject).values()].flatMap(withoutGaps)];
}

const isOfInstances = ({ kind }: { readonly kind: string }) => kind === 'instances';

/** The record of the first lookup of each pair in a window. */
async function readRecords(connection: DuckDBConnection, window: TimeWindow): Promise<ReadonlyMap<string, Citation>> {
  return new Map((await readFirstLookups(connection, window)).map((one) => [pairKey(one), one.citation]));
}
