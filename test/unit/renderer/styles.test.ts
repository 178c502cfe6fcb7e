import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../renderer/styles/', import.meta.url);

/** The classes that a stylesheet lays out by their name alone. */
function classesOf(css: string): readonly string[] {
  const selectors = css.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/([^{}]+)\{/g);
  return [...selectors].flatMap(([, list = '']) =>
    list.split(',').flatMap((selector) => /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1] ?? []),
  );
}

describe('the stylesheets', () => {
  it('lay out each class in one file, so that no view changes the looks of another by a name that both took', () => {
    const files = new Map<string, Set<string>>();
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.css')))
      for (const name of classesOf(readFileSync(new URL(file, folder), 'utf8')))
        files.set(name, new Set([...(files.get(name) ?? []), file]));
    expect(files.size).toBeGreaterThan(200);
    expect([...files].filter(([, within]) => within.size > 1).map(([name, within]) => [name, ...within])).toEqual([]);
  });
});
