import { basename } from 'node:path';
import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { CommandName, RecentCase, Theme } from '../../shared/desktop-api.ts';

/** A command of the menu; the window carries it out. */
interface Command {
  readonly name: CommandName;
  readonly label: string;
  readonly accelerator?: string;
}

const fileCommands: readonly (Command | 'recent' | 'line')[] = [
  { name: 'case.open', label: 'Open case…', accelerator: 'CmdOrCtrl+O' },
  { name: 'case.new', label: 'New case…', accelerator: 'CmdOrCtrl+N' },
  'recent',
  { name: 'case.verify', label: 'Verify case' },
  { name: 'case.close', label: 'Close case', accelerator: 'CmdOrCtrl+W' },
  'line',
  { name: 'evidence.addFiles', label: 'Add evidence files…', accelerator: 'CmdOrCtrl+I' },
  { name: 'evidence.addFolder', label: 'Add evidence folder…', accelerator: 'CmdOrCtrl+Shift+I' },
  'line',
  { name: 'report.save', label: 'Save report…', accelerator: 'CmdOrCtrl+S' },
  { name: 'plan.savePdf', label: 'Save plan as PDF…', accelerator: 'CmdOrCtrl+Shift+S' },
  { name: 'plan.print', label: 'Print plan…', accelerator: 'CmdOrCtrl+P' },
  { name: 'plan.sign', label: 'Sign and keep plan…' },
];

const viewCommands: readonly Command[] = [
  { name: 'view.evidence', label: 'Evidence', accelerator: 'CmdOrCtrl+1' },
  { name: 'view.map', label: 'Map', accelerator: 'CmdOrCtrl+2' },
  { name: 'view.trace', label: 'Trace', accelerator: 'CmdOrCtrl+3' },
  { name: 'view.plan', label: 'Plan', accelerator: 'CmdOrCtrl+4' },
  { name: 'view.regions', label: 'Regions', accelerator: 'CmdOrCtrl+5' },
  { name: 'view.heartbeats', label: 'Heartbeats', accelerator: 'CmdOrCtrl+6' },
  { name: 'view.audit', label: 'Audit', accelerator: 'CmdOrCtrl+7' },
  { name: 'view.report', label: 'Report', accelerator: 'CmdOrCtrl+8' },
];

const searchCommand: Command = { name: 'search.focus', label: 'Find…', accelerator: 'CmdOrCtrl+K' };
const helpCommand: Command = { name: 'help.keyboard', label: 'Keyboard', accelerator: 'F1' };

const themes: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

/** What the menu shows, and what becomes of a choice. */
export interface MenuState {
  readonly recent: readonly RecentCase[];
  readonly theme: Theme;
  readonly onCommand: (name: CommandName) => void;
  readonly onCase: (path: string) => void;
  readonly onTheme: (theme: Theme) => void;
}

/** Puts up the menu of the application. */
export function showMenu(state: MenuState): void {
  const item = ({ name, label, accelerator }: Command): MenuItemConstructorOptions => ({
    id: name,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => state.onCommand(name),
  });
  const recent: MenuItemConstructorOptions = {
    label: 'Recent cases',
    enabled: state.recent.length > 0,
    submenu: state.recent.map(({ path }) => ({
      label: basename(path),
      toolTip: path,
      click: () => state.onCase(path),
    })),
  };
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const file = fileCommands.map((entry) => (entry === 'recent' ? recent : entry === 'line' ? line : item(entry)));
  const theme = themes.map((choice): MenuItemConstructorOptions => ({
    label: choice.label,
    type: 'radio',
    checked: choice.theme === state.theme,
    click: () => state.onTheme(choice.theme),
  }));
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: [...file, line, { role: process.platform === 'darwin' ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...viewCommands.map(item),
        line,
        item(searchCommand),
        line,
        { label: 'Theme', submenu: theme },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        line,
        { role: 'reload', accelerator: '' },
        { role: 'toggleDevTools', accelerator: 'F12' },
      ],
    },
    { label: 'Help', submenu: [item(helpCommand)] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
