import type { MethodName, Progress } from '../../shared/api.ts';
import type { Reply } from '../../shared/desktop-api.ts';

/** What goes to the engine's process: one call, known by its number. */
export interface Request {
  readonly sequence: number;
  readonly method: MethodName;
  readonly input: unknown;
}

/** What comes back from it. */
export type Message =
  | { readonly kind: 'reply'; readonly sequence: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'progress'; readonly progress: Progress };
