import { app, clipboard, shell } from 'electron';
import type * as z from 'zod';
import type { DesktopMethodName, DesktopMethods, DesktopOutput } from '../../shared/desktop-api.ts';
import {
  askForCase,
  askForEvidence,
  askForMapping,
  askForMinutes,
  askForNewCase,
  askForRules,
  saveDocument,
} from './dialogs.ts';
import { htmlToPdf, printHtml } from './print.ts';
import { recentCases } from './recent.ts';
import { chooseTheme, currentTheme } from './theme.ts';
import type { Workbench } from './workbench.ts';

type Answers = {
  readonly [M in DesktopMethodName]: (
    input: z.output<DesktopMethods[M]['input']>,
    workbench: Workbench,
  ) => DesktopOutput<M> | Promise<DesktopOutput<M>>;
};

/** What each method of the desktop's contract does. */
export const desktopCalls: Answers = {
  'app.launch': (_, { opening }) => ({
    opening: opening(),
    version: app.getVersion(),
    electron: process.versions.electron,
    theme: currentTheme(),
  }),

  'dialog.openCase': async (_, { window }) => ({ path: await askForCase(window) }),
  'dialog.newCase': async ({ suggestedName }, { window }) => ({
    path: await askForNewCase(window, suggestedName ?? 'incident.aftermap'),
  }),
  'dialog.addEvidence': async ({ kind }, { window }) => ({ paths: await askForEvidence(window, kind) }),
  'dialog.openRules': (_, { window }) => askForRules(window),
  'dialog.openMapping': (_, { window }) => askForMapping(window),
  'dialog.openMinutes': (_, { window }) => askForMinutes(window),

  'cases.recent': () => ({ cases: recentCases() }),

  'window.theme': ({ theme }) => {
    chooseTheme(theme);
    return { theme };
  },

  'document.savePdf': async ({ html, suggestedName }, { window }) => ({
    path: await saveDocument(window, suggestedName, () => htmlToPdf(html)),
  }),
  'document.print': async ({ html, paper }) => ({ printed: await printHtml(html, paper) }),
  'document.saveText': async ({ text, suggestedName }, { window }) => ({
    path: await saveDocument(window, suggestedName, () => text),
  }),

  'clipboard.writeText': async ({ text }) => {
    await clipboard.writeText(text);
    return {};
  },
  'shell.showItem': ({ path }) => {
    shell.showItemInFolder(path);
    return {};
  },
};
