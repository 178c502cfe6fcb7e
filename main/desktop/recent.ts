import { existsSync } from 'node:fs';
import { app } from 'electron';
import * as z from 'zod';
import { recentCase } from '../../shared/desktop-api.ts';
import type { RecentCase } from '../../shared/desktop-api.ts';
import { stateFile } from './state-file.ts';

const kept = 12;
const file = stateFile('recent-cases.json', z.array(recentCase).readonly(), []);

/** Cases that were opened, newest first; those whose file is gone are left out. */
export function recentCases(): readonly RecentCase[] {
  return file.read().filter(({ path }) => existsSync(path));
}

/** Puts a case at the head of the list. */
export function rememberCase(path: string, name: string): void {
  const others = recentCases().filter((other) => other.path !== path);
  file.write([{ path, name, opened: new Date().toISOString() }, ...others].slice(0, kept));
  app.addRecentDocument(path);
}
