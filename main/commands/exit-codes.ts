import { toFailure } from '../../shared/failure.ts';

/** What the command line says to scripts. */
export const EXIT = { fine: 0, findings: 1, usage: 2, unreadable: 3, fault: 4 } as const;

/** The exit code for a thrown value. */
export function exitCodeOf(error: unknown): number {
  const { code } = toFailure(error);
  if (code === 'usage') return EXIT.usage;
  return code === 'fault' || code === 'engine-stopped' ? EXIT.fault : EXIT.unreadable;
}
