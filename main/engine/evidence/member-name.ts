/** Whether the name of an archive's member would stand outside of the folder that it is unpacked to. */
export function leadsOut(name: string): boolean {
  const parts = name.split(/[/\\]/);
  return parts.includes('..') || /^([/\\]|[A-Za-z]:)/.test(name) || name.includes('\0');
}
