import { planToCsv } from '../../../shared/recovery/export/to-csv.ts';
import { planToJson } from '../../../shared/recovery/export/to-json.ts';
import { planToMarkdown } from '../../../shared/recovery/export/to-markdown.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { copyText, saveText } from '../../store/documents.ts';
import { useChoice } from '../../store/store.ts';

/** The runbook on the clipboard or in a file. */
export function Runbook({ plan }: { readonly plan: Plan }) {
  const nameOf = useNames();
  const done = useChoice((c) => c.done);
  const save = (kind: string): void => {
    if (kind === 'csv') void saveText(planToCsv(plan, nameOf), 'restart-plan.csv');
    if (kind === 'json') void saveText(`${JSON.stringify(planToJson(plan), null, 2)}\n`, 'restart-plan.json');
    if (kind === 'md') void saveText(planToMarkdown(plan, nameOf, done), 'restart-plan.md');
  };
  return (
    <>
      <Button onClick={() => void copyText(planToMarkdown(plan, nameOf, done), 'Plan copied as Markdown.')}>
        Copy
      </Button>
      <select aria-label="Save the runbook as" value="" onChange={(event) => save(event.target.value)}>
        <option value="">Runbook…</option>
        <option value="md">Markdown</option>
        <option value="csv">CSV</option>
        <option value="json">JSON</option>
      </select>
    </>
  );
}
