import { declarationWords, findingWords } from '../../../shared/report/declaration-words.ts';
import { useCase } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { declareTimes } from '../../store/mapping.ts';
import { select } from '../../store/select.ts';
import { useQuery } from '../../store/use-query.ts';

/** What the lookups that several sources record say of their clocks: each with what would bring them together. */
export function TimeFindings() {
  const sources = useCase().value?.sources ?? [];
  const findings = useQuery('evidence.findings', sources.length > 1 ? {} : null).value?.findings ?? [];
  if (findings.length === 0) return null;
  return (
    <ul className="time-findings" aria-label="Findings on times">
      {findings.slice(0, 4).map((finding, index) => {
        const source = sources.find(({ id }) => id === finding.source);
        return (
          source && (
            <li key={`${finding.source} ${finding.other}`} className="row">
              <span className="grow">{findingWords(finding, sources)}</span>
              <Button onClick={() => select({ kind: 'source', source: finding.source })}>Look at it</Button>
              <Button
                shortcut={index === 0 ? 'D' : undefined}
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
