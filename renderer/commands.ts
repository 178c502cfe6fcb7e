import type { CommandName } from '../shared/desktop-api.ts';
import { addEvidence, chooseCase, closeCase, newCase, verifyCase } from './store/case.ts';
import { printPlan, savePlanPdf, saveReport, saveReportPdf } from './store/documents.ts';
import { declareFound } from './store/mapping.ts';
import { back, select, show } from './store/select.ts';
import { set, store } from './store/store.ts';
import type { View } from './store/store.ts';
import { nextTheme } from './store/theme.ts';

/** One thing the analyst can do; the menu, the palette and the keyboard share this list. */
export interface Command {
  readonly name: string;
  readonly label: string;
  /** As printed on the key cap, e.g. `Ctrl K`, `1`. */
  readonly shortcut?: string;
  readonly run: () => void;
  /** Only of use with an open case. */
  readonly needsCase: boolean;
}

const viewCommand = (view: View, label: string, shortcut: string): Command => ({
  name: `view.${view}`,
  label: `Show ${label}`,
  shortcut,
  needsCase: true,
  run: () => show(view),
});

const nextPart = { findings: 'policies', policies: 'matrix', matrix: 'findings' } as const;

export const commands: readonly Command[] = [
  {
    name: 'search.focus',
    label: 'Find a service, name, address or command',
    shortcut: 'Ctrl K',
    needsCase: false,
    run: () => set({ overlay: 'palette' }),
  },
  viewCommand('evidence', 'Evidence', '1'),
  viewCommand('map', 'Map', '2'),
  viewCommand('trace', 'Trace', '3'),
  viewCommand('plan', 'Plan', '4'),
  viewCommand('regions', 'Regions', '5'),
  viewCommand('heartbeats', 'Heartbeats', '6'),
  viewCommand('audit', 'Audit', '7'),
  viewCommand('report', 'Report', '8'),
  { name: 'case.open', label: 'Open a case…', shortcut: 'Ctrl O', needsCase: false, run: () => void chooseCase() },
  { name: 'case.new', label: 'New case…', shortcut: 'Ctrl N', needsCase: false, run: () => void newCase() },
  { name: 'case.close', label: 'Close the case', needsCase: true, run: () => void closeCase() },
  { name: 'case.verify', label: 'Verify the case against its evidence', needsCase: true, run: () => void verifyCase() },
  { name: 'evidence.addFiles', label: 'Add evidence files…', needsCase: false, run: () => void addEvidence('files') },
  {
    name: 'evidence.addFolder',
    label: 'Add an evidence folder…',
    needsCase: false,
    run: () => void addEvidence('folder'),
  },
  {
    name: 'evidence.map',
    label: 'Map the columns of the selected source',
    shortcut: 'M',
    needsCase: true,
    run: () => {
      if (store.getState().selection?.kind === 'source') set({ view: 'evidence', overlay: 'mapping' });
    },
  },
  {
    name: 'evidence.declare',
    label: 'Declare what was found of the clocks of sources',
    shortcut: 'D',
    needsCase: true,
    run: () => void declareFound(),
  },
  {
    name: 'window.whole',
    label: 'Look at the whole case',
    shortcut: 'W',
    needsCase: true,
    run: () => set({ window: null }),
  },
  {
    name: 'map.as',
    label: 'Map as tree or as table',
    shortcut: 'T',
    needsCase: true,
    run: () => set({ mapAs: store.getState().mapAs === 'tree' ? 'table' : 'tree', view: 'map' }),
  },
  {
    name: 'map.compare',
    label: 'Compare the window with the one before, or stop comparing',
    shortcut: 'C',
    needsCase: true,
    run: () =>
      set({ against: store.getState().against === null ? { kind: 'before', fleet: false } : null, view: 'map' }),
  },
  {
    name: 'audit.as',
    label: 'Audit: findings, policies or matrix',
    shortcut: 'A',
    needsCase: true,
    run: () => set(({ audit }) => ({ audit: { ...audit, show: nextPart[audit.show] }, view: 'audit' })),
  },
  {
    name: 'audit.allowList',
    label: 'Show the smallest allow-list as NetworkPolicies',
    needsCase: true,
    run: () => set(({ audit }) => ({ audit: { ...audit, show: 'policies', policiesAs: 'allow-list' }, view: 'audit' })),
  },
  {
    name: 'infrastructure.show',
    label: 'Show what is kept apart as infrastructure',
    needsCase: true,
    run: () => select({ kind: 'infrastructure' }),
  },
  {
    name: 'inspector.toggle',
    label: 'Show or hide the inspector',
    shortcut: 'I',
    needsCase: true,
    run: () => set({ inspector: !store.getState().inspector }),
  },
  { name: 'inspector.back', label: 'Back to the selection before', shortcut: 'Alt ←', needsCase: true, run: back },
  {
    name: 'plan.print',
    label: 'Print the restart plan',
    shortcut: 'Ctrl P',
    needsCase: true,
    run: () => void printPlan(),
  },
  { name: 'plan.savePdf', label: 'Save the restart plan as PDF…', needsCase: true, run: () => void savePlanPdf() },
  {
    name: 'plan.sign',
    label: 'Sign and keep the restart plan…',
    shortcut: 'S',
    needsCase: true,
    run: () => set({ view: 'plan', overlay: 'sign' }),
  },
  {
    name: 'plans.list',
    label: 'Show and compare the plans that are kept',
    shortcut: 'L',
    needsCase: true,
    run: () => set({ view: 'plan', overlay: 'plans' }),
  },
  { name: 'report.save', label: 'Save the report as HTML…', needsCase: true, run: () => void saveReport() },
  { name: 'report.savePdf', label: 'Save the report as PDF…', needsCase: true, run: () => void saveReportPdf() },
  { name: 'theme.next', label: 'Light, dark or as the system', needsCase: false, run: () => void nextTheme() },
  {
    name: 'help.keyboard',
    label: 'Show the keyboard',
    shortcut: '?',
    needsCase: false,
    run: () => set({ overlay: 'keyboard' }),
  },
];

/** The commands of use now. */
export const usable = (caseOpen: boolean): readonly Command[] =>
  commands.filter((command) => caseOpen || !command.needsCase);

/** Carries out a command of the menu. */
export function runNamed(name: CommandName): void {
  usable(store.getState().caseOpen)
    .find((command) => command.name === name)
    ?.run();
}
