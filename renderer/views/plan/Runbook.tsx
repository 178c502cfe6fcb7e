import { planToCsv } from '../../../shared/recovery/export/to-csv.ts';
import { planToJson } from '../../../shared/recovery/export/to-json.ts';
import { planToMarkdown } from '../../../shared/report/text/plan-markdown.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { copyText, saveText } from '../../store/documents.ts';
import { useChoice } from '../../store/store.ts';

/** The runbook on the clipboard or in a file. */
export function Runbook({ plan }: { readonly plan: Plan }) {
  const nameOf = useNames();
  const done = useChoice((c) => c.done);
  const summary = useCase().value;
  if (!summary) return null;
  const markdown = () => planToMarkdown(plan, summary, done);
  const save = (text: string, ending: string) => void saveText(text, `restart-plan.${ending}`);
  return (
    <div className="row">
      <Button onClick={() => void copyText(markdown(), 'Plan copied as Markdown.')}>Copy</Button>
      <Button onClick={() => save(markdown(), 'md')}>Markdown…</Button>
      <Button onClick={() => save(planToCsv(plan, nameOf), 'csv')}>CSV…</Button>
      <Button onClick={() => save(`${JSON.stringify(planToJson(plan), null, 2)}\n`, 'json')}>JSON…</Button>
    </div>
  );
}
