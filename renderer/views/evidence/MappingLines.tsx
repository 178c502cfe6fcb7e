import { useState } from 'react';
import type { MappedLines } from '../../../shared/model/mapping.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';

interface MappingLinesProps {
  readonly lines: MappedLines | undefined;
  readonly onAsk: (lines: MappedLines) => void;
}

/** How plain lines are taken apart: by a pattern with named groups, or at a delimiter. */
export function MappingLines({ lines, onAsk }: MappingLinesProps) {
  const [by, setBy] = useState<'pattern' | 'delimiter'>(lines && 'delimiter' in lines ? 'delimiter' : 'pattern');
  const [pattern, setPattern] = useState(
    lines && 'pattern' in lines ? lines.pattern : '^(?<time>\\S+) (?<address>\\S+) ',
  );
  const [delimiter, setDelimiter] = useState(lines && 'delimiter' in lines ? lines.delimiter : ' ');
  const [problem, setProblem] = useState('');
  const use = () => {
    try {
      setProblem('');
      if (by === 'pattern') new RegExp(pattern);
      onAsk(by === 'pattern' ? { pattern } : { delimiter: delimiter.replaceAll('\\t', '\t') });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      className="row mapping-lines"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <Choice
        label="How lines are taken apart"
        value={by}
        options={[
          { value: 'pattern', label: 'Pattern' },
          { value: 'delimiter', label: 'Delimiter' },
        ]}
        onChange={setBy}
      />
      {by === 'pattern' ? (
        <input
          className="tool-text mono grow"
          aria-label="Pattern with named groups"
          spellCheck={false}
          value={pattern}
          onChange={(event) => setPattern(event.target.value)}
        />
      ) : (
        <input
          className="tool-text mono"
          aria-label="Delimiter"
          value={delimiter.replaceAll('\t', '\\t')}
          onChange={(event) => setDelimiter(event.target.value)}
        />
      )}
      <Button type="submit">Take apart</Button>
      {problem !== '' && (
        <span className="small fail-ink" role="alert">
          {problem}
        </span>
      )}
    </form>
  );
}
