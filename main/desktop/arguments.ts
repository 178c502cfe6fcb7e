import { resolve } from 'node:path';
import type { Opening } from '../../shared/desktop-api.ts';

/** What the program is asked for when it starts. */
export type Launch =
  | { readonly task: 'open'; readonly opening: Opening }
  | { readonly task: 'print'; readonly html: string; readonly pdf: string };

/**
 * Reads the program's arguments: `[--case FILE] [FILE.aftermap] [evidence files and folders …]`, or `--print-pdf IN.html OUT.pdf`.
 * Switches of Chromium and Electron that stand among them are passed over.
 *
 * @param words the arguments after the program (and after the application's folder, where Electron was given one)
 * @param folder what relative paths start from
 */
export function readArguments(words: readonly string[], folder: string): Launch {
  const plain = words.filter((word) => !word.startsWith('-') || word === '--case' || word === '--print-pdf');
  const path = (word: string) => resolve(folder, word);
  const printing = plain.indexOf('--print-pdf');
  const [html, pdf] = plain.slice(printing + 1);
  if (printing >= 0 && html !== undefined && pdf !== undefined)
    return { task: 'print', html: path(html), pdf: path(pdf) };

  const named = plain.indexOf('--case');
  const namedCase = named >= 0 ? plain[named + 1] : undefined;
  const rest = plain.filter((word, index) => word !== '--case' && (named < 0 || index !== named + 1));
  const isCase = (word: string) => word.endsWith('.aftermap');
  const opened = namedCase ?? rest.find(isCase);
  return {
    task: 'open',
    opening: {
      case: opened === undefined ? null : path(opened),
      evidence: rest.filter((word) => !isCase(word)).map(path),
    },
  };
}
