import { declarationWords, findingWords } from '../../../shared/report/declaration-words.ts';
import { useCase } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { declareTimes } from '../../store/mapping.ts';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';

/** What the sources say of one another's clocks, each with what would mend it; the key is that of the chosen source, else of the first. */
export function TimeFindings() {
  const sources = useCase().value?.sources ?? [];
  const findings = useQuery('evidence.findings', sources.length > 1 ? {} : null).value?.findings ?? [];
  const chosen = useChoice((c) => (c.selection?.kind === 'source' ? c.selection.source : null));
  if (findings.length === 0) return null;
  const first = Math.max(
    0,
    findings.findIndex(({ source }) => source === chosen),
  );
  return (
    <ul className="time-findings" aria-label="Findings on times">
      {findings.map((finding, index) => {
        const source = sources.find(({ id }) => id === finding.source);
        return (
          source && (
            <li key={`${finding.source} ${finding.other}`} className="row">
              <span className="grow">{findingWords(finding, sources)}</span>
              <Button onClick={() => select({ kind: 'source', source: finding.source })}>Look at it</Button>
              <Button
                shortcut={index === first ? 'D' : undefined}
                onClick={() => void declareTimes(source, finding.declaration)}
              >
                Declare: {declarationWords(finding.declaration).join('; ')}
              </Button>
            </li>
          )
        );
      })}
    </ul>
  );
}
