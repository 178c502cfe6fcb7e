import { posix } from 'node:path';

/** Whether the name of an archive's member would stand outside of the folder that it is unpacked to. */
export function leadsOut(name: string): boolean {
  const path = posix.normalize(name.replaceAll('\\', '/'));
  return /^(\/|\.\.(\/|$)|[A-Za-z]:)/.test(path) || name.includes('\0');
}
