import type { Truth } from './incident.ts';
import type { SourceCounts } from './tables.ts';

/** The files of an incident as a Markdown table, with what an import must count. */
export function filesAsMarkdown(sources: readonly SourceCounts[]): string {
  const rows = sources.map((s) =>
    [s.path, s.kind.replaceAll('_', ' '), s.wrapper, s.lines, s.records, s.accepted, s.repeated, s.rejected].join(' | '),
  );
  return ['| file | kind | wrapper | lines | records | accepted | repeated | rejected |', '|---|---|---|--:|--:|--:|--:|--:|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

/** How the lookups of an incident balance, as Markdown. */
export function lookupsAsMarkdown({ lookups }: Truth): string {
  const places = [['resolved', lookups.resolved], ['self', lookups.self], ...Object.entries(lookups.unresolved)] as const;
  const codes = Object.entries(lookups.noAnswer).map(([code, n]) => `${n} ${code === 'none' ? 'without any response' : code}`);
  return `${lookups.total} lookups = ${places.map(([place, n]) => `${n} ${place}`).join(' + ')}. No answer: ${codes.join(', ')}.`;
}

/** Services × regions below the target as a Markdown table. */
export function heatmapAsMarkdown(truth: Truth): string {
  const regions = [...new Set(truth.heatmap.flatMap(({ counts }) => Object.keys(counts)))].sort();
  const rows = truth.heatmap.map(({ service, order, counts }) => [nameOf(truth, service), order, ...regions.map((region) => counts[region] ?? '')].join(' | '));
  return [`| service | order | ${regions.join(' | ')} |`, `|---|--:|${'--:|'.repeat(regions.length)}`, ...rows.map((row) => `| ${row} |`)].join('\n');
}

/** The name of a service of the incident. */
export function nameOf(truth: Truth, id: string): string {
  return truth.services.find((service) => service.id === id)?.name ?? id;
}

/** First failing sample per service, earliest first. */
export function onsetsAsMarkdown(truth: Truth): string {
  const onsets = Object.entries(truth.expected?.onsets ?? {}).sort(([, a], [, b]) => (a < b ? -1 : 1));
  return onsets.map(([service, at]) => `- ${at.slice(11, 19)} ${nameOf(truth, service)}`).join('\n');
}
