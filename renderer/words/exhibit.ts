import type { CaseSummary } from '../../shared/api.ts';
import type { Dossier, FollowedConnection } from '../../shared/model/dossier.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { toIso } from '../../shared/model/time.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { DIRECTION_WORDS, endOf } from './witnesses.ts';

/** A lookup or connection of a dependency as text that can stand in a report: what it shows, and every record with file, hash, line and raw text. */
export function exhibit(
  dossier: Dossier,
  nameOf: (service: ServiceId) => string,
  summary: Pick<CaseSummary, 'name' | 'digest' | 'sources'> | undefined,
  window: TimeWindow | null,
  of: 'lookup' | 'connection' = 'lookup',
): string {
  const hashes = new Map(summary?.sources.map(({ id, sha256 }) => [id, sha256]));
  const head = [
    `Exhibit: ${nameOf(dossier.client)} depends on ${nameOf(dossier.server)}`,
    ...(of === 'lookup' ? lookupHead(dossier) : connectionHead(dossier)),
    ...(window ? [`Window ${toIso(window.from)} to ${toIso(window.to)}`] : []),
    ...(summary ? [`Case ${summary.name}, evidence digest ${summary.digest}`] : []),
  ];
  const shown = of === 'lookup' ? dossier.lookup : dossier.connection;
  if (!shown) return `${head.join('\n')}\n`;
  const steps = shown.steps.map(({ role, text, record }) =>
    [
      `${role}: ${text}`,
      `  ${record.citation.path} : ${record.citation.line}`,
      ...(hashes.has(record.citation.source) ? [`  SHA-256 ${hashes.get(record.citation.source)}`] : []),
      `  ${record.raw ?? `not readable: ${record.problem ?? 'unknown'}`}`,
    ].join('\n'),
  );
  const what = 'answers' in shown ? askedText(shown) : connectedText(shown);
  return `${[...head, what, '', ...steps].join('\n')}\n`;
}

const lookupHead = ({ index, count, lookups, failures, contested }: Dossier): string[] => [
  `Lookup ${index + 1} of ${count}; ${lookups} lookups, ${failures} failures, ${contested} contested`,
];

const connectionHead = ({ connectionIndex = 0, connectionCount = 0, connections = 0 }: Dossier): string[] => [
  `Connection ${connectionIndex + 1} of ${connectionCount}; ${connections} connections`,
];

function askedText({ time, name, type, responseCode, answers }: NonNullable<Dossier['lookup']>): string {
  return `${toIso(time)}  ${name} ${type} -> ${responseCode ?? 'no response'} ${answers.join(', ')}`.trimEnd();
}

function connectedText(connection: FollowedConnection): string {
  const direction = DIRECTION_WORDS[connection.decidedBy ?? 'none'];
  return `${toIso(connection.first)}  ${endOf(connection, 'client')} -> ${endOf(connection, 'server')} ${connection.protocol}; ${direction}`;
}
