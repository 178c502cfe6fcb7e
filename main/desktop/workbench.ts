import type { BrowserWindow, WebContents } from 'electron';
import * as z from 'zod';
import type { MethodName } from '../../shared/api.ts';
import type { EventName, EventOf, Opening, Reply } from '../../shared/desktop-api.ts';
import { hostEngine } from './engine-host.ts';
import { rememberCase } from './recent.ts';
import { openWindow } from './window.ts';

/** One window, with the engine that works for it. */
export interface Workbench {
  readonly window: BrowserWindow;
  /** Asks the engine; never rejects. */
  readonly ask: (method: MethodName, input: unknown) => Promise<Reply<unknown>>;
  readonly tell: <E extends EventName>(event: E, payload: EventOf<E>) => void;
  /** The case that is open. */
  readonly casePath: () => string | null;
  /** What the window starts with; after a reload of the page, the case that was open. */
  readonly opening: () => Opening;
}

/** What of a case's summary the window itself shows. */
const namedCase = z.object({ path: z.string(), name: z.string() });

const workbenches = new Map<Workbench, Promise<void> | null>();

/**
 * Opens a window on a case, with evidence to read into it.
 * @param onCase called after another case was opened in it
 */
export function openWorkbench(opening: Opening, onCase: () => void): Workbench {
  const window = openWindow();
  let path: string | null = null;
  let first: Opening | null = opening;

  const tell: Workbench['tell'] = (event, payload) => {
    if (!window.isDestroyed()) window.webContents.send('event', event, payload);
  };
  const engine = hostEngine({
    onProgress: (progress) => tell('progress', progress),
    onRestart: (lost) => {
      if (lost) closed();
      tell('engine', { state: 'restarted', lost });
    },
  });
  const ask: Workbench['ask'] = async (method, input) => {
    const reply = await engine.call(method, input);
    if (reply.ok && method === 'case.open') opened(reply.value);
    if (reply.ok && method === 'case.close') closed();
    return reply;
  };
  function opened(value: unknown): void {
    const summary = namedCase.parse(value);
    path = summary.path;
    window.setTitle(`${summary.name} — Aftermap`);
    rememberCase(summary.path, summary.name);
    onCase();
  }
  function closed(): void {
    path = null;
    window.setTitle('Aftermap');
  }
  function openingOnce(): Opening {
    const now = first ?? { case: path, evidence: [] };
    first = null;
    return now;
  }

  const workbench = { window, ask, tell, casePath: () => path, opening: openingOnce };
  workbenches.set(workbench, null);
  window.once('closed', () => {
    const done = engine.close().then(() => void workbenches.delete(workbench));
    workbenches.set(workbench, done);
  });
  return workbench;
}

/** The workbench whose page is asking. */
export function workbenchOf(contents: WebContents): Workbench | undefined {
  return open().find(({ window }) => window.webContents === contents);
}

/** The workbench that has a case open, so that no case is open twice. */
export function workbenchWith(casePath: string): Workbench | undefined {
  return open().find((workbench) => workbench.casePath() === casePath);
}

/** The workbench that is being used, else any. */
export function frontWorkbench(): Workbench | undefined {
  return open().find(({ window }) => window.isFocused()) ?? open()[0];
}

export function open(): readonly Workbench[] {
  return [...workbenches.keys()].filter(({ window }) => !window.isDestroyed());
}

/** Engines that are putting their case away; done when none is left. */
export function closing(): Promise<unknown> | null {
  const under = [...workbenches.values()].filter((done) => done !== null);
  return under.length === 0 ? null : Promise.all(under);
}

/** Brings a window to the front. */
export function show({ window }: Workbench): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
