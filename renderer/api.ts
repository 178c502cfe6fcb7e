import type { Input, MethodName, Output } from '../shared/api.ts';
import type { Bridge, DesktopInput, DesktopMethodName, DesktopOutput } from '../shared/desktop-api.ts';
import { AftermapError } from '../shared/failure.ts';

declare global {
  interface Window {
    /** Put there by the preload script; the window's only way out. */
    readonly aftermap: Bridge<File>;
  }
}

/** Calls a method of the engine; throws an {@link AftermapError} with what to do about it. */
export async function call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  const reply = await window.aftermap.call<M>(method, input as never);
  return valueOf(reply);
}

/** Calls a method of the desktop: dialogs, clipboard, printing. */
export async function desktop<M extends DesktopMethodName>(
  method: M,
  input: DesktopInput<M>,
): Promise<DesktopOutput<M>> {
  const reply = await window.aftermap.call<M>(method, input as never);
  return valueOf(reply);
}

/** The paths of files and folders that were dropped on the window. */
export async function pathsOf(files: readonly File[]): Promise<readonly string[]> {
  return valueOf(await window.aftermap.call('files.pathsOf', files)).paths;
}

export const on: Bridge<File>['on'] = (event, listener) => window.aftermap.on(event, listener);

function valueOf<T>(
  reply:
    { ok: true; value: T } | { ok: false; failure: { code: AftermapError['code']; message: string; hint: string } },
): T {
  if (reply.ok) return reply.value;
  throw new AftermapError(reply.failure.code, reply.failure.message, reply.failure.hint);
}
