import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { at } from './fleet.ts';
import { writeFiles, type TestCase } from './with-case.ts';

/** Imports exports at once, each as of its time: its name begins with the clock, `10:00:05 pods`. */
export async function exported({ folder, call }: TestCase, exports: Readonly<Record<string, string>>) {
  const names = Object.keys(exports);
  const files = Object.fromEntries(names.map((name) => [`${name.replaceAll(':', '-')}.json`, exports[name] ?? '']));
  const paths = await writeFiles(join(folder, 'exports'), files);
  for (const [n, path] of paths.entries()) {
    const taken = new Date(at(names[n]?.split(' ')[0] ?? ''));
    await utimes(path, taken, taken);
  }
  await call('evidence.import', { paths: [...paths], options: {} });
}

/** What the map counts: `server lookups contested regions`, and what belongs to nobody. */
export async function counted({ map }: TestCase) {
  const { dependencies, lookups: all } = await map();
  const told = dependencies.map(({ server, lookups: found, contested, regions }) =>
    [server, found, contested, ...Object.keys(regions)].join(' '),
  );
  return { told, nobody: all.unresolved['unknown-address'] };
}
