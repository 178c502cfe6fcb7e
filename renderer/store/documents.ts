import type { Input } from '../../shared/api.ts';
import { call, desktop } from '../api.ts';
import { fileName } from '../words/format.ts';
import { attempt } from './case.ts';
import { set, store } from './store.ts';
import type { Choices, ReportSection } from './store.ts';

/** The question for a document of the target at the window that is looked at; null without a target. */
export function documentInput(
  { target, window, rules, scope }: Pick<Choices, 'target' | 'window' | 'rules' | 'scope'>,
  sections: readonly ReportSection[],
): Input<'report.html'> | null {
  if (target === null) return null;
  return {
    service: target,
    sections,
    scope,
    ...(window === null ? {} : { window }),
    ...(rules === null ? {} : { rules: rules.rules }),
  };
}

export const printPlan = (): Promise<boolean> => withHtml(['plan'], (html) => desktop('document.print', { html }));

export const savePlanPdf = (): Promise<boolean> =>
  withHtml(['plan'], async (html) =>
    saved((await desktop('document.savePdf', { html, suggestedName: 'restart-plan.pdf' })).path),
  );

export const saveReportPdf = (): Promise<boolean> =>
  withHtml(store.getState().sections, async (html) =>
    saved((await desktop('document.savePdf', { html, suggestedName: 'report.pdf' })).path),
  );

export const saveReport = (): Promise<boolean> =>
  withHtml(store.getState().sections, async (html) =>
    saved((await desktop('document.saveText', { text: html, suggestedName: 'report.html' })).path),
  );

/** Saves text where the user says. */
export const saveText = (text: string, suggestedName: string): Promise<boolean> =>
  attempt(async () => saved((await desktop('document.saveText', { text, suggestedName })).path));

/** Puts text on the clipboard and says so. */
export const copyText = (text: string, message: string): Promise<boolean> =>
  attempt(async () => {
    await desktop('clipboard.writeText', { text });
    set({ notice: { tone: 'good', message, hint: '' } });
  });

function withHtml(sections: readonly ReportSection[], use: (html: string) => Promise<unknown>): Promise<boolean> {
  return attempt(async () => {
    const input = documentInput(store.getState(), sections);
    if (input === null) {
      set({
        notice: {
          tone: 'plain',
          message: 'A document needs a target.',
          hint: 'Choose the service under investigation in Map, Trace or Plan.',
        },
      });
      return;
    }
    await use((await call('report.html', input)).html);
  });
}

function saved(path: string | null): void {
  if (path !== null) set({ notice: { tone: 'good', message: `Saved ${fileName(path)}.`, hint: path } });
}
