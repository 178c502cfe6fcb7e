import type { DuckDBConnection } from '@duckdb/node-api';
import { authorizationPolicies, authorizationPolicy } from '../../../shared/policy/istio.ts';
import { networkPolicies, networkPolicy } from '../../../shared/policy/kubernetes.ts';
import type { Origin } from '../../../shared/policy/origin.ts';
import type { Policy } from '../../../shared/policy/rule.ts';
import { securityGroup, securityGroupPolicies } from '../../../shared/policy/security-groups.ts';
import { policyTraits, type PolicyTraits } from '../../../shared/policy/traits.ts';
import type { LabelledNamespace, Subjects } from '../../../shared/policy/fleet.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { Dialect } from '../../../shared/model/policy.ts';
import type { Micros, TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

const READERS: Readonly<Record<Exclude<Dialect, 'canonical'>, (body: unknown, origin: Origin) => Policy[]>> = {
  kubernetes: (body, origin) => networkPolicies(networkPolicy.parse(body), origin),
  aws: (body, origin) => securityGroupPolicies(securityGroup.parse(body), origin),
  istio: (body, origin) => authorizationPolicies(authorizationPolicy.parse(body), origin),
};

/** The policies of a window that are kept as they were written. */
export async function readDocuments(connection: DuckDBConnection, window: TimeWindow): Promise<readonly Policy[]> {
  const rows = await query<{
    dialect: keyof typeof READERS;
    body: string;
    cluster: string | null;
    from: Micros | null;
    to: Micros | null;
    evidence_id: number;
    path: string;
    line: number;
  }>(connection, sql.policy_documents, { ...window });
  return rows.flatMap(({ dialect, body, cluster, from, to, evidence_id: source, path, line }) =>
    READERS[dialect](JSON.parse(body), { citation: { source, path, line }, from, to, cluster }),
  );
}

/** What policies select services by, beside what the inventories say: one workload for each distinct kind of instance; labels of namespaces by name. */
export async function readSubjects(connection: DuckDBConnection, window: TimeWindow): Promise<Subjects> {
  const subjects = await query<{ service: ServiceId | null; namespace: string | null; traits: string }>(
    connection,
    sql.policy_subjects,
    { ...window },
  );
  const owned = await query<{ service: ServiceId; address: string }>(connection, sql.service_addresses, { ...window });
  const addresses = groupBy(owned, ({ service }) => service);
  const traits = groupBy(subjects, ({ service }) => service);
  const namespaces = subjects.flatMap(({ namespace: name, traits: said }): LabelledNamespace[] => {
    const { cluster = null, labels = {} } = traitsOf(said);
    return name === null ? [] : [{ name, cluster, labels }];
  });
  const known = new Set([...traits.keys(), ...addresses.keys()].filter((service) => service !== null));
  return {
    namespaces,
    workloads: new Map(
      [...known].map((service) => {
        const own = { addresses: addresses.get(service)?.map(({ address }) => address) ?? null };
        return [service, traits.get(service)?.map((one) => ({ ...own, ...workloadTraits(one.traits) })) ?? [own]];
      }),
    ),
  };
}

/** Traits as `policy_subject` keeps them. */
export const traitsOf = (text: string): PolicyTraits => policyTraits.parse(JSON.parse(text));

function workloadTraits(text: string) {
  const { cluster, ...traits } = traitsOf(text);
  return { ...traits, traits: text, ...(cluster === undefined ? {} : { cluster: [cluster] }) };
}
