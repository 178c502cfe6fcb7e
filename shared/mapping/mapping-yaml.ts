import { LineCounter, parseDocument, stringify, type Node } from 'yaml';
import { AftermapError } from '../failure.ts';
import { mapping as schema, type Mapping } from '../model/mapping.ts';
import { mappingProblems } from './problems.ts';

/** A mapping as a file that can be shared (docs/mapping.md). */
export function mappingToYaml(mapping: Mapping): string {
  return stringify(mapping, { lineWidth: 0 });
}

/**
 * The mapping of a YAML text.
 * @throws AftermapError `usage` with the file, the line and what to write instead.
 */
export function parseMapping(text: string, file: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const refuse = (offset: number, what: string, remedy: string): never => {
    throw new AftermapError('usage', `${file}, line ${Math.max(1, lines.linePos(offset).line)}: ${what}`, remedy);
  };
  /** Where a part stands: itself, else the nearest part around it. */
  const placeOf = (path: readonly PropertyKey[]): number => {
    const node = document.getIn(path.map(String), true) as Node | undefined;
    if (node?.range) return node.range[0];
    return path.length === 0 ? 0 : placeOf(path.slice(0, -1));
  };
  const broken = document.errors[0];
  if (broken)
    refuse(
      broken.pos[0],
      broken.message.split(/ at line \d+|\n/)[0] ?? '',
      'Correct the YAML; lists and keys need even indentation.',
    );
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {};
    return refuse(
      placeOf(path),
      `${path.length === 0 ? 'the mapping' : `“${path.join('.')}”`}: ${message}.`,
      'Its parts are name, kind, lines, list, fields, constants, values, only and times.',
    );
  }
  const [problem] = mappingProblems(parsed.data);
  if (problem) refuse(placeOf(problem.at), problem.what, problem.remedy);
  return parsed.data;
}
