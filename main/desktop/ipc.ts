import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import * as z from 'zod';
import { methods } from '../../shared/api.ts';
import type { MethodName } from '../../shared/api.ts';
import { desktopMethods } from '../../shared/desktop-api.ts';
import type { DesktopMethodName, Reply } from '../../shared/desktop-api.ts';
import { AftermapError, toFailure } from '../../shared/failure.ts';
import { desktopCalls } from './desktop-calls.ts';
import { workbench as ownPages } from './pages.ts';
import { show, workbenchOf, workbenchWith } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** Answers the one channel: checks who asks, what is asked and with what, and answers with data, errors too. */
export function answerCalls(): void {
  ipcMain.handle('call', async (event, method: unknown, input: unknown): Promise<Reply<unknown>> => {
    try {
      return await answer(askingWorkbench(event), method, input);
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  });
}

/** Only the main frame of a workbench's own page may ask. */
function askingWorkbench({ sender, senderFrame }: IpcMainInvokeEvent): Workbench {
  const workbench = workbenchOf(sender);
  if (!workbench || senderFrame === null || senderFrame !== sender.mainFrame || !senderFrame.url.startsWith(ownPages))
    throw new AftermapError('usage', 'A call came from outside the window.', 'Close the window and open it again.');
  return workbench;
}

async function answer(workbench: Workbench, method: unknown, input: unknown): Promise<Reply<unknown>> {
  if (isEngineMethod(method)) {
    const checked = check(method, methods[method].input, input);
    if (method === 'case.open') refuseSecondWindow(workbench, methods[method].input.parse(input).path);
    return workbench.ask(method, checked);
  }
  if (isDesktopMethod(method)) {
    const checked = check(method, desktopMethods[method].input, input);
    return { ok: true, value: await desktopCalls[method](checked as never, workbench) };
  }
  throw new AftermapError(
    'usage',
    `There is no method ${String(method)}.`,
    'See shared/api.ts and shared/desktop-api.ts.',
  );
}

const isEngineMethod = (method: unknown): method is MethodName =>
  typeof method === 'string' && Object.hasOwn(methods, method);
const isDesktopMethod = (method: unknown): method is DesktopMethodName =>
  typeof method === 'string' && Object.hasOwn(desktopMethods, method);

function check(method: string, shape: z.ZodType, input: unknown): unknown {
  const { success, data, error } = shape.safeParse(input);
  if (success) return data;
  throw new AftermapError('usage', `${method} was asked wrongly: ${z.prettifyError(error)}`, 'See shared/api.ts.');
}

/** A case is open in one window only: asked for a second time, that window comes to the front. */
function refuseSecondWindow(workbench: Workbench, path: string): void {
  const other = workbenchWith(path);
  if (!other || other === workbench) return;
  show(other);
  throw new AftermapError('in-use', `${path} is open in another window.`, 'That window has been brought to the front.');
}
