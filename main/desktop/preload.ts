import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, Reply } from '../../shared/desktop-api.ts';

type Paths = Reply<{ readonly paths: readonly string[] }>;

const pathsOf = (files: readonly File[]): Paths => ({
  ok: true,
  value: { paths: files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '') },
});

const call = (method: string, input: unknown): Promise<unknown> =>
  method === 'files.pathsOf' ? Promise.resolve(pathsOf(input as File[])) : ipcRenderer.invoke('call', method, input);

const on: Bridge<File>['on'] = (event, listener) => {
  const heard = (_: unknown, name: string, payload: unknown) => {
    if (name === event) listener(payload as Parameters<typeof listener>[0]);
  };
  ipcRenderer.on('event', heard);
  return () => void ipcRenderer.off('event', heard);
};

contextBridge.exposeInMainWorld('aftermap', { call, on });
