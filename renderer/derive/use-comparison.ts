import type { Input } from '../../shared/api.ts';
import type { Comparison } from '../../shared/model/comparison.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import type { Answer } from '../store/use-query.ts';
import { useQuery } from '../store/use-query.ts';
import type { Against } from '../store/store.ts';
import { useChoice } from '../store/store.ts';
import { useCase } from './use-case.ts';

export type ComparisonQuestion = Input<'comparison.read'>;

/** What is to be compared; a reason where the choices do not make a comparison; neither while it is not known yet. */
export interface Asked {
  readonly question: ComparisonQuestion | null;
  readonly problem: { readonly title: string; readonly hint: string } | null;
}

interface Choices {
  readonly against: Against | null;
  readonly window: TimeWindow | null;
  readonly span: TimeWindow | null;
  readonly target: string | null;
  /** The incident of the target: null while unknown, or where it never failed (`failed` false). */
  readonly incident: { readonly window: TimeWindow; readonly failed: boolean } | null;
}

/** The question that the choices of the analyst make. */
export function comparisonAsked({ against, window, span, target, incident }: Choices): Asked {
  const nothing = { question: null, problem: null };
  const not = (title: string, hint: string): Asked => ({ question: null, problem: { title, hint } });
  if (against === null || span === null) return nothing;
  const reach = target === null || against.fleet ? {} : { service: target };
  const ask = (now: TimeWindow | null, then: TimeWindow): Asked => ({
    question: { ...(now === null ? {} : { window: now }), against: then, ...reach },
    problem: null,
  });
  switch (against.kind) {
    case 'before': {
      if (window === null)
        return not('The whole case has no window before it', 'Draw a window on the time line, or choose the incident.');
      const from = Math.max(span.from, window.from - (window.to - window.from));
      if (from >= window.from) return not('The case begins with this window', 'Draw a later one on the time line.');
      return ask(window, { from, to: window.from });
    }
    case 'baseline': {
      if (target === null)
        return not('No target yet', 'The time before the incident is that of the target: choose one.');
      if (incident === null) return nothing;
      if (!incident.failed)
        return not('The target never failed', 'There is no incident to look before. Choose another window.');
      if (incident.window.from <= span.from)
        return not('The evidence begins with the incident', 'There is nothing before it to compare with.');
      return ask(window ?? incident.window, { from: span.from, to: incident.window.from });
    }
    case 'window':
      return ask(window, against.window);
    case 'case':
      return {
        question: { ...(window === null ? {} : { window }), againstCase: against.path, ...reach },
        problem: null,
      };
  }
}

/** What is compared now, and its answer; asks nothing where Map does not compare. */
export function useComparison(): Asked & { readonly answer: Answer<Comparison> } {
  const against = useChoice((c) => c.against);
  const window = useChoice((c) => c.window);
  const target = useChoice((c) => c.target);
  const span = useCase().value?.span ?? null;
  const diagnosis = useQuery(
    'diagnosis.read',
    against?.kind === 'baseline' && target !== null ? { service: target } : null,
  ).value;
  const incident = diagnosis ? { window: diagnosis.window, failed: diagnosis.failing.length > 0 } : null;
  const asked = comparisonAsked({ against, window, span, target, incident });
  return { ...asked, answer: useQuery('comparison.read', asked.question) };
}
