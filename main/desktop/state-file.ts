import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type * as z from 'zod';

/** A small JSON file in the user's folder. What cannot be read, or is not of the shape, reads as `initial`. */
export function stateFile<T>(name: string, shape: z.ZodType<T>, initial: T) {
  const path = () => join(app.getPath('userData'), name);
  const read = (): T => {
    try {
      return shape.parse(JSON.parse(readFileSync(path(), 'utf8')));
    } catch {
      return initial;
    }
  };
  /** Written beside and renamed, so that a crash leaves the old or the new. */
  const write = (value: T): void => {
    mkdirSync(dirname(path()), { recursive: true });
    writeFileSync(`${path()}.new`, JSON.stringify(value, null, 2));
    renameSync(`${path()}.new`, path());
  };
  return { read, write };
}
