import { it } from 'vitest';
it('x', async () => { process.argv = ['', '', ...(process.env.IMP ?? '').split(':')]; await import('/tmp/evw/imp.ts'); }, 600000);
