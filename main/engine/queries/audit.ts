import type { DuckDBConnection } from '@duckdb/node-api';
import { auditOf, type AuditQuestion } from '../../../shared/audit/audit.ts';
import type { AuditFacts, PairEvidence } from '../../../shared/audit/facts.ts';
import { pairKey, type Pair } from '../../../shared/map/pairs.ts';
import { MOST_EARLIER } from '../../../shared/audit/usual.ts';
import type { Audit } from '../../../shared/model/audit.ts';
import type { DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import { NO_TIME, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readDeclarations } from './connections.ts';
import { readHeard, readSocketLogged, type Covered } from './coverage.ts';
import { citedPair, readFirstRecords } from './first-records.ts';
import { readMap } from './map.ts';
import { caseSpan } from './window.ts';

/** What the two witnesses and the declarations say of a window (unset: the whole case). */
export async function readAudit(
  connection: DuckDBConnection,
  { window, ...question }: AuditQuestion & { readonly window?: TimeWindow | undefined },
): Promise<Audit> {
  const span = (await caseSpan(connection)) ?? NO_TIME;
  return auditOf(await readFacts(connection, window ?? span, span), question);
}

async function readFacts(connection: DuckDBConnection, window: TimeWindow, span: TimeWindow): Promise<AuditFacts> {
  const map = await readMap(connection, window);
  const isWhole = window.from <= span.from && window.to >= span.to;
  const earlier: DependencyMap[] = [];
  for (const one of windowsBefore(window, span)) earlier.push(await readMap(connection, one));
  const last = earlier.at(-1);
  const declarations = await readDeclarations(connection, window);
  const [logs] = await query<AuditFacts['logs']>(connection, sql.logs_between, { ...window });
  const atServers = await query<Pair>(connection, sql.pairs_at_servers);
  return {
    map,
    whole: isWhole ? map : await readMap(connection, span),
    before: window.from > span.from ? await readMap(connection, { from: span.from, to: window.from }, 'dns') : null,
    earlier,
    declared: declarations.filter(({ known }) => known).map(citedPair),
    unknownDeclared: declarations.filter(({ known }) => !known).map(citedPair),
    evidence: await readEvidence(connection, window),
    earlierEvidence: last ? await readEvidence(connection, { from: last.window.from, to: window.from }) : [],
    logs: logs ?? { sockets: false, dns: false },
    atServers: new Set(atServers.map(pairKey)),
    dnsCovered: covered(await readHeard(connection, window)),
    socketCovered: covered(await readSocketLogged(connection, window)),
  };
}

/** The windows of equal length that lie wholly in the case before a window, the nearest first. */
export function windowsBefore({ from, to }: TimeWindow, span: TimeWindow): readonly TimeWindow[] {
  const length = to - from;
  return Array.from({ length: MOST_EARLIER }, (_, n) => ({
    from: from - (n + 1) * length,
    to: from - n * length,
  })).filter((window) => window.from >= span.from);
}

function covered(services: Covered): ReadonlySet<ServiceId> {
  return new Set([...services].filter(([, isCovered]) => isCovered).map(([id]) => id));
}

async function readEvidence(connection: DuckDBConnection, window: TimeWindow): Promise<readonly PairEvidence[]> {
  const { asked, linked } = await readFirstRecords(connection, window);
  const pairs = new Map<string, PairEvidence>();
  for (const { client, server, covered, listed, citation } of asked)
    pairs.set(pairKey({ client, server }), {
      client,
      server,
      socketCovered: covered,
      socketListed: listed,
      lookup: citation,
      connection: null,
    });
  for (const { client, server, citation } of linked) {
    const known = pairs.get(pairKey({ client, server })) ?? {
      client,
      server,
      socketCovered: 0,
      socketListed: false,
      lookup: null,
    };
    pairs.set(pairKey({ client, server }), { ...known, connection: citation });
  }
  return [...pairs.values()];
}
