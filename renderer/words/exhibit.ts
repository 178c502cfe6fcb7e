import type { CaseSummary } from '../../shared/api.ts';
import type { Dossier } from '../../shared/model/dossier.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { toIso } from '../../shared/model/time.ts';
import type { TimeWindow } from '../../shared/model/time.ts';

/** A lookup of a dependency as text that can stand in a report: what it shows, and every record with file, hash, line and raw text. */
export function exhibit(
  dossier: Dossier,
  nameOf: (service: ServiceId) => string,
  summary: Pick<CaseSummary, 'name' | 'digest' | 'sources'> | undefined,
  window: TimeWindow | null,
): string {
  const { lookup } = dossier;
  const hashes = new Map(summary?.sources.map(({ id, sha256 }) => [id, sha256]));
  const head = [
    `Exhibit: ${nameOf(dossier.client)} depends on ${nameOf(dossier.server)}`,
    `Lookup ${dossier.index + 1} of ${dossier.count}; ${dossier.lookups} lookups, ${dossier.failures} failures, ${dossier.contested} contested`,
    ...(window ? [`Window ${toIso(window.from)} to ${toIso(window.to)}`] : []),
    ...(summary ? [`Case ${summary.name}, evidence digest ${summary.digest}`] : []),
  ];
  if (lookup === null) return `${head.join('\n')}\n`;
  const asked =
    `${toIso(lookup.time)}  ${lookup.name} ${lookup.type} -> ${lookup.responseCode ?? 'no response'} ${lookup.answers.join(', ')}`.trimEnd();
  const steps = lookup.steps.map(({ role, text, record }) =>
    [
      `${role}: ${text}`,
      `  ${record.citation.path} : ${record.citation.line}`,
      ...(hashes.has(record.citation.source) ? [`  SHA-256 ${hashes.get(record.citation.source)}`] : []),
      `  ${record.raw ?? `not readable: ${record.problem ?? 'unknown'}`}`,
    ].join('\n'),
  );
  return `${[...head, asked, '', ...steps].join('\n')}\n`;
}
