import * as z from 'zod';
import { progress } from './api.ts';
import type { Input, MethodName, Output } from './api.ts';
import { failure } from './failure.ts';
import type { Failure } from './failure.ts';

const nothing = z.object({}).strict();
const document = { suggestedName: z.string().min(1) };
const saved = z.object({ path: z.string().nullable() }).readonly();

export const theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof theme>;

/** What to open: a case file, made where there is none and evidence comes with it. From the command line, the operating system or the menu. */
export const opening = z.object({ case: z.string().nullable(), evidence: z.array(z.string()).readonly() }).readonly();
export type Opening = z.infer<typeof opening>;

export const recentCase = z
  .object({
    path: z.string(),
    name: z.string(),
    /** ISO time of the last opening. */
    opened: z.string(),
  })
  .readonly();
export type RecentCase = z.infer<typeof recentCase>;

/** Methods that only the desktop window has; the engine's are in `api.ts`. A dialog that is dismissed answers null or no paths. */
export const desktopMethods = {
  /** What the program was started with; asked once by the window when it is ready. */
  'app.launch': {
    input: nothing,
    output: z.object({ opening, version: z.string(), electron: z.string(), theme }).readonly(),
  },

  'dialog.openCase': { input: nothing, output: saved },
  /** Asks where a new case file goes; the file is made by `case.open` with `create`. */
  'dialog.newCase': { input: z.object({ suggestedName: z.string().optional() }).strict(), output: saved },
  'dialog.addEvidence': {
    input: z.object({ kind: z.enum(['files', 'folder']) }).strict(),
    output: z.object({ paths: z.array(z.string()).readonly() }).readonly(),
  },
  /** Asks for a region rules file (YAML) and reads it, for `rules.parse`. */
  'dialog.openRules': {
    input: nothing,
    output: z.object({ file: z.string(), text: z.string() }).readonly().nullable(),
  },

  /** Asks for a mapping of columns (YAML) and reads it, for `mapping.parse`. */
  'dialog.openMapping': {
    input: nothing,
    output: z.object({ file: z.string(), text: z.string() }).readonly().nullable(),
  },

  /** Asks for a file of expected minutes (YAML or CSV) and reads it, for `minutes.parse`. */
  'dialog.openMinutes': {
    input: nothing,
    output: z.object({ file: z.string(), text: z.string() }).readonly().nullable(),
  },

  /** Newest first; files that are gone are left out. */
  'cases.recent': { input: nothing, output: z.object({ cases: z.array(recentCase).readonly() }).readonly() },

  /** Sets light, dark or the system's; `prefers-color-scheme` in the window follows. */
  'window.theme': { input: z.object({ theme }).strict(), output: z.object({ theme }).readonly() },

  /** Prints an HTML document that the engine made to a PDF with page numbers, on the paper that it asks for, where the user says. */
  'document.savePdf': { input: z.object({ html: z.string(), ...document }).strict(), output: saved },
  /** The same document to a printer, through the system's dialog. */
  'document.print': {
    input: z.object({ html: z.string(), paper: z.enum(['a4', 'letter']).optional() }).strict(),
    output: z.object({ printed: z.boolean() }).readonly(),
  },
  'document.saveText': { input: z.object({ text: z.string(), ...document }).strict(), output: saved },

  'clipboard.writeText': { input: z.object({ text: z.string() }).strict(), output: nothing },
  /** Shows a file in the system's file browser. */
  'shell.showItem': { input: z.object({ path: z.string() }).strict(), output: nothing },
} as const;

export type DesktopMethods = typeof desktopMethods;
export type DesktopMethodName = keyof DesktopMethods;
export type DesktopInput<M extends DesktopMethodName> = z.input<DesktopMethods[M]['input']>;
export type DesktopOutput<M extends DesktopMethodName> = z.output<DesktopMethods[M]['output']>;

/** The desktop's own methods, as their callers see them. */
export type DesktopCall = <M extends DesktopMethodName>(method: M, input: DesktopInput<M>) => Promise<DesktopOutput<M>>;

/** Commands of the menu that the window carries out; the keyboard reaches them by the menu's accelerators. */
export const commandName = z.enum([
  'case.open',
  'case.new',
  'case.close',
  'case.verify',
  'evidence.addFiles',
  'evidence.addFolder',
  'plan.print',
  'plan.savePdf',
  'plan.sign',
  'report.save',
  'search.focus',
  'view.evidence',
  'view.map',
  'view.trace',
  'view.plan',
  'view.regions',
  'view.heartbeats',
  'view.audit',
  'view.report',
  'help.keyboard',
]);
export type CommandName = z.infer<typeof commandName>;

/** What main tells the window unasked. */
export const events = {
  progress,
  command: z.object({ name: commandName }).readonly(),
  /** The engine died and a new one stands; the case that was open is open again, or `lost` says why it is not. */
  engine: z.object({ state: z.literal('restarted'), lost: failure.nullable() }).readonly(),
  /** The theme was chosen in the menu. */
  theme: z.object({ theme }).readonly(),
  /** Something to open came from a recent case, the operating system or a second start of the program. */
  paths: opening,
} as const;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventOf<E extends EventName> = z.output<Events[E]>;

/** An answer as it crosses processes: errors are data, since only an error's message would survive the way. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

type AnyMethodName = MethodName | DesktopMethodName;
type AnyInput<M extends AnyMethodName> = M extends MethodName
  ? Input<M>
  : M extends DesktopMethodName
    ? DesktopInput<M>
    : never;
type AnyOutput<M extends AnyMethodName> = M extends MethodName
  ? Output<M>
  : M extends DesktopMethodName
    ? DesktopOutput<M>
    : never;

/**
 * What the preload script puts on the window as `window.aftermap`, and nothing else.
 * `File` is the window's own type of a dropped file (`shared` knows no DOM).
 */
export interface Bridge<File = unknown> {
  readonly call: {
    /** Any method of the engine or the desktop. Never rejects: failures are in the reply. */
    <M extends AnyMethodName>(method: M, input: AnyInput<M>): Promise<Reply<AnyOutput<M>>>;
    /** Paths of dropped files and folders. Files cannot cross processes, so the preload script answers this one itself. */
    (method: 'files.pathsOf', files: readonly File[]): Promise<Reply<{ readonly paths: readonly string[] }>>;
  };
  /** Listens to an event of main; the function that comes back ends it. */
  readonly on: <E extends EventName>(event: E, listener: (event: EventOf<E>) => void) => () => void;
}
