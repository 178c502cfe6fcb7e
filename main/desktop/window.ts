import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { Rectangle } from 'electron';
import * as z from 'zod';
import { workbench } from './pages.ts';
import { stateFile } from './state-file.ts';
import { groundColor } from './theme.ts';

const shape = z.object({
  x: z.number().optional(),
  y: z.number().optional(),
  width: z.number().min(960),
  height: z.number().min(600),
  maximized: z.boolean(),
});
const place = stateFile('window.json', shape, { width: 1440, height: 900, maximized: false });

/** Opens a workbench window where the last one stood: without Node, without navigation, without new windows. */
export function openWindow(): BrowserWindow {
  const last = place.read();
  const window = new BrowserWindow({
    ...visibleBounds(last),
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Aftermap',
    backgroundColor: groundColor(),
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => place.write({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  window.once('ready-to-show', () => {
    if (last.maximized) window.maximize();
    window.show();
  });
  void window.loadURL(`${workbench}index.html`);
  return window;
}

/** A place whose screen is gone is given up; its size stays. */
function visibleBounds({ x, y, width, height }: z.infer<typeof shape>): Partial<Rectangle> {
  if (x === undefined || y === undefined) return { width, height };
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea;
  const visible = x < area.x + area.width && x + width > area.x && y < area.y + area.height && y >= area.y - 1;
  return visible ? { x, y, width, height } : { width, height };
}
