import { nativeTheme } from 'electron';
import * as z from 'zod';
import { theme as themeShape } from '../../shared/desktop-api.ts';
import type { Theme } from '../../shared/desktop-api.ts';
import { stateFile } from './state-file.ts';

const file = stateFile('theme.json', z.object({ theme: themeShape }), { theme: themeShape.enum.system });

/** The theme that was chosen last, put in force. */
export function restoreTheme(): void {
  nativeTheme.themeSource = file.read().theme;
}

export function currentTheme(): Theme {
  return themeShape.parse(nativeTheme.themeSource);
}

/** Puts a theme in force in every window, and keeps it. */
export function chooseTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
  file.write({ theme });
}

/** The ground colour, so that a window does not flash before its page is there. */
export function groundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#14171c' : '#f3f4f6';
}
