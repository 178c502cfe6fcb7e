import { comparisonToCsv } from '../../../shared/comparison/to-csv.ts';
import { comparisonText } from '../../../shared/report/text/comparison-text.ts';
import { useComparison } from '../../derive/use-comparison.ts';
import { Button } from '../../parts/Button.tsx';
import { copyText, printComparison, saveComparisonPdf, saveText } from '../../store/documents.ts';

/** The comparison on the clipboard, in a file, on paper. */
export function CompareExports() {
  const { question, answer } = useComparison();
  const { value } = answer;
  if (question === null || value === undefined) return null;
  return (
    <div className="row">
      <Button onClick={() => void copyText(comparisonText(value), 'Comparison copied.')}>Copy</Button>
      <Button onClick={() => void saveText(comparisonToCsv(value), 'comparison.csv')}>CSV…</Button>
      <Button onClick={() => void saveComparisonPdf(question)}>PDF…</Button>
      <Button onClick={() => void printComparison(question)}>Print…</Button>
    </div>
  );
}
