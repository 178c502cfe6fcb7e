import type { Verification } from '../../api.ts';
import { shortPaths } from '../short-paths.ts';
import { plain, wrapped } from './table.ts';

const HASH = 'hash of ';
/** A name of a check takes so many columns at most; of a longer one the middle is left out, since files of one log differ at their ends. */
const LONGEST = 50;

/** What was checked of a case, for people; files are called as in the list of sources. */
export function verificationText({ ok, checks }: Verification): string {
  const pathOf = (name: string) => (name.startsWith(HASH) ? name.slice(HASH.length) : undefined);
  const short = shortPaths(checks.flatMap(({ name }) => pathOf(name) ?? []));
  const called = checks.map(({ name }) => {
    const path = pathOf(name);
    return middleCut(plain(path === undefined ? name : HASH + (short.get(path) ?? path)));
  });
  const width = Math.max(0, ...called.map((name) => name.length));
  const lines = checks.map((check, at) => {
    const detail = wrapped(check.detail, ' '.repeat(width + 9));
    return `${check.ok ? 'ok    ' : 'WRONG '} ${called[at]?.padEnd(width)}  ${detail}`;
  });
  return [...lines, '', ok ? 'The case is as it was recorded.' : 'The case is not as it was recorded.', ''].join('\n');
}

function middleCut(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const head = Math.floor((LONGEST - 1) / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(head + 1 - LONGEST).join('')}`;
}
