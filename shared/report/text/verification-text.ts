import type { Verification } from '../../api.ts';
import { wrapped } from './table.ts';

/** What was checked of a case, for people. */
export function verificationText({ ok, checks }: Verification): string {
  const width = Math.max(0, ...checks.map(({ name }) => name.length));
  const lines = checks.map(
    (check) =>
      `${check.ok ? 'ok    ' : 'WRONG '} ${check.name.padEnd(width)}  ${wrapped(check.detail, ' '.repeat(width + 9))}`,
  );
  return [...lines, '', ok ? 'The case is as it was recorded.' : 'The case is not as it was recorded.', ''].join('\n');
}
