import type { Input, ReportSection } from '../../shared/api.ts';
import { call, desktop } from '../api.ts';
import { fileName } from '../words/format.ts';
import { attempt } from './case.ts';
import { keptPlan, planOptions, planQuestion } from './plan.ts';
import { set, store } from './store.ts';
import type { Choices } from './store.ts';

type DocumentChoices = Pick<Choices, 'target' | 'window' | 'rules' | 'scope' | 'plan'>;

/** The question for a document of the target at the window that is looked at; null without a target. */
export function documentInput(
  choices: DocumentChoices,
  sections: readonly ReportSection[],
  tenant: string | null = null,
): Input<'report.html'> | null {
  const { target, window, rules } = choices;
  const question = planQuestion(choices);
  if (target === null || question === null) return null;
  const plan = planOptions(choices);
  return {
    service: target,
    sections,
    plan,
    ...(window === null ? {} : { window }),
    ...(rules === null ? {} : { rules: rules.rules }),
    ...(tenant === null ? {} : { tenant }),
  };
}

export const printPlan = (): Promise<boolean> => withPlan((html, paper) => desktop('document.print', { html, paper }));

export const savePlanPdf = (): Promise<boolean> =>
  withPlan(async (html) =>
    saved((await desktop('document.savePdf', { html, suggestedName: 'restart-plan.pdf' })).path),
  );

/** The plan on the screen as a sheet; null without a target. A plan that was kept brings its signatures. */
export function planSheetInput(
  choices: Pick<Choices, 'target' | 'window' | 'scope' | 'plan' | 'kept' | 'done' | 'paper'>,
): Input<'plan.html'> | null {
  const question = planQuestion(choices);
  if (question === null) return null;
  const { paper, done } = choices;
  const head = keptPlan(choices);
  return head ? { plan: { saved: head.id }, paper } : { plan: { question }, paper, done };
}

/** The report as it is shown, saved as PDF; its name says for which tenant it is. */
export const saveReportPdf = (): Promise<boolean> =>
  withReport(async (html, name) =>
    saved((await desktop('document.savePdf', { html, suggestedName: `${name}.pdf` })).path),
  );

export const saveReport = (): Promise<boolean> =>
  withReport(async (html, name) =>
    saved((await desktop('document.saveText', { text: html, suggestedName: `${name}.html` })).path),
  );

/** The chapter on regions, to a printer. */
export const printRegions = (): Promise<boolean> =>
  withHtml(['regions'], (html) => desktop('document.print', { html }));

/** A comparison as a sheet, to a printer or a PDF file. */
export const printComparison = (question: Input<'comparison.html'>): Promise<boolean> =>
  attempt(async () => {
    const { html } = await call('comparison.html', question);
    await desktop('document.print', { html });
  });

export const saveComparisonPdf = (question: Input<'comparison.html'>): Promise<boolean> =>
  attempt(async () => {
    const { html } = await call('comparison.html', question);
    saved((await desktop('document.savePdf', { html, suggestedName: 'comparison.pdf' })).path);
  });

/** Saves text where the user says. */
export const saveText = (text: string, suggestedName: string): Promise<boolean> =>
  attempt(async () => saved((await desktop('document.saveText', { text, suggestedName })).path));

/** Puts text on the clipboard and says so. */
export const copyText = (text: string, message: string): Promise<boolean> =>
  attempt(async () => {
    await desktop('clipboard.writeText', { text });
    set({ notice: { tone: 'good', message, hint: '' } });
  });

function withPlan(use: (html: string, paper: Choices['paper']) => Promise<unknown>): Promise<boolean> {
  return attempt(async () => {
    const choices = store.getState();
    const input = planSheetInput(choices);
    if (input === null) needTarget();
    else await use((await call('plan.html', input)).html, choices.paper);
  });
}

function withReport(use: (html: string, name: string) => Promise<unknown>): Promise<boolean> {
  const { sections, reportTenant } = store.getState();
  const name = reportTenant === null ? 'report' : `${reportTenant}-report`;
  return withHtml(sections, (html) => use(html, name), reportTenant);
}

function withHtml(
  sections: readonly ReportSection[],
  use: (html: string) => Promise<unknown>,
  tenant: string | null = null,
): Promise<boolean> {
  return attempt(async () => {
    const input = documentInput(store.getState(), sections, tenant);
    if (input === null) needTarget();
    else await use((await call('report.html', input)).html);
  });
}

function needTarget(): void {
  set({
    notice: {
      tone: 'plain',
      message: 'A document needs a target.',
      hint: 'Choose the service under investigation in Map, Trace or Plan.',
    },
  });
}

function saved(path: string | null): void {
  if (path !== null) set({ notice: { tone: 'good', message: `Saved ${fileName(path)}.`, hint: path } });
}
