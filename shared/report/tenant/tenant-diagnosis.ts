import { counted } from '../../map/words.ts';
import type { Deciding, Diagnosis, Origin } from '../../model/diagnosis.ts';
import type { TenantBorder } from '../../policy/tenant-map.ts';
import { foldWay, leftOut, type Kept } from './fold.ts';

/**
 * A diagnosis of a tenant's service: its own rivals as they are; of those of another tenant the likeliest, with when it began and over
 * which path, without what speaks for and against it.
 */
export function tenantDiagnosis(diagnosis: Diagnosis, border: TenantBorder): Kept<Diagnosis> {
  const { isOwn, nodeOf } = border;
  const first = new Set<string>();
  const rivals = diagnosis.origins.filter(({ service }) => {
    const isNew = !first.has(nodeOf(service));
    first.add(nodeOf(service));
    return isOwn(service) || isNew;
  });
  const hidden = diagnosis.origins.length - rivals.length;
  const foreign = rivals.filter(({ service }) => !isOwn(service)).length;
  const deciding = decidingFor(diagnosis.deciding, border);
  return {
    kept: {
      ...diagnosis,
      failing: diagnosis.failing.map(nodeOf),
      failingByLookups: diagnosis.failingByLookups.map(nodeOf),
      concerned: diagnosis.concerned.map(nodeOf),
      blind: diagnosis.blind.map(nodeOf),
      origins: rivals.map((origin) => originFor(origin, border)),
      deciding,
    },
    leftOut: [
      ...leftOut(foreign, (n) => `Trace: what speaks for and against ${counted(n, 'rival')} of others.`),
      ...leftOut(hidden, (n) => `Trace: ${counted(n, 'weaker rival')} of others; the likeliest of each is given.`),
      ...leftOut(
        Number(diagnosis.deciding !== null && deciding === null),
        () => 'Trace: what would decide between two rivals of others.',
      ),
    ],
  };
}

function originFor(origin: Origin, { isOwn, nodeOf }: TenantBorder): Origin {
  const path = foldWay(origin.path, ({ service }) => nodeOf(service));
  const shown: Origin = {
    ...origin,
    service: nodeOf(origin.service),
    explains: { ...origin.explains, services: origin.explains.services.map(nodeOf) },
    healthyClients: origin.healthyClients.map(nodeOf),
    path: path.map((step) => ({ ...step, service: nodeOf(step.service) })),
  };
  return isOwn(origin.service)
    ? shown
    : { ...shown, kind: null, severity: null, healthyClients: [], for: [], against: [] };
}

function decidingFor(deciding: Deciding | null, { isOwn, nodeOf }: TenantBorder): Deciding | null {
  if (deciding === null || !deciding.between.some(isOwn)) return null;
  const [first, second] = deciding.between;
  return { ...deciding, between: [nodeOf(first), nodeOf(second)], of: deciding.of.map(nodeOf) };
}
