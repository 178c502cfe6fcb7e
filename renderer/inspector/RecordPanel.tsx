import { Button } from '../parts/Button.tsx';
import { copyText } from '../store/documents.ts';
import { select } from '../store/select.ts';
import { useQuery } from '../store/use-query.ts';
import { useCase } from '../derive/use-case.ts';
import { count, fileName, shortHash } from '../words/format.ts';

interface RecordPanelProps {
  readonly source: number;
  readonly path: string;
  readonly line: number;
}

const NEIGHBOURS = 3;

/** A line of the evidence as it stands in the file, with its neighbours. */
export function RecordPanel({ source, path, line }: RecordPanelProps) {
  const found = useCase().value?.sources.find(({ id }) => id === source);
  const lines = Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, i) => line - NEIGHBOURS + i).filter(
    (n) => n >= 1 && (!found || found.lines === 0 || n <= found.lines || n === line),
  );
  const own = useQuery('evidence.read', { source, line });
  const raw = own.value?.raw ?? null;
  const problem = own.failure?.message ?? own.value?.problem ?? null;
  return (
    <>
      <h2 className="inspector-title copyable">
        {fileName(path)} <span className="quiet">: {count(line)}</span>
      </h2>
      <dl className="facts">
        <dt>File</dt>
        <dd className="small copyable wrap">{path}</dd>
        {found && (
          <>
            <dt>SHA-256</dt>
            <dd className="mono copyable" title={found.sha256}>
              {shortHash(found.sha256)}
            </dd>
            <dt>Read as</dt>
            <dd>
              {found.format} <span className="quiet">in {found.wrapper}</span>
            </dd>
          </>
        )}
      </dl>
      {problem !== null ? (
        <div className="callout" role="alert">
          <b>{problem}</b>
          <span className="small">
            The case holds where the record came from, not a copy. Put the file back as it was, then open the record
            again.
          </span>
          <div className="row">
            <Button onClick={own.retry}>Try again</Button>
          </div>
        </div>
      ) : (
        <ol className="lines" aria-label="Lines of the evidence">
          {lines.map((n) => (
            <Line
              key={n}
              source={source}
              line={n}
              shown={n === line}
              onShow={() => select({ kind: 'record', source, path, line: n })}
            />
          ))}
        </ol>
      )}
      <div className="row">
        <Button disabled={line <= 1} onClick={() => select({ kind: 'record', source, path, line: line - 1 })}>
          Line above
        </Button>
        <Button
          disabled={found !== undefined && found.lines > 0 && line >= found.lines}
          onClick={() => select({ kind: 'record', source, path, line: line + 1 })}
        >
          Line below
        </Button>
        <Button
          disabled={raw === null}
          onClick={() => raw !== null && void copyText(`${path} : ${line}\n${raw}`, 'Line copied with its place.')}
        >
          Copy
        </Button>
        <Button disabled={!found} onClick={() => select({ kind: 'source', source })}>
          Its source
        </Button>
      </div>
    </>
  );
}

interface LineProps {
  readonly source: number;
  readonly line: number;
  readonly shown: boolean;
  readonly onShow: () => void;
}

function Line({ source, line, shown, onShow }: LineProps) {
  const record = useQuery('evidence.read', { source, line });
  const text = record.value?.raw ?? record.value?.problem ?? record.failure?.message ?? '…';
  const missing = record.failure !== undefined || record.value?.raw === null;
  return (
    <li className={shown ? 'line line-shown' : 'line'} aria-current={shown || undefined}>
      <button
        type="button"
        className="line-number mono"
        tabIndex={shown ? -1 : 0}
        aria-label={`Line ${line}`}
        onClick={onShow}
      >
        {count(line)}
      </button>
      <code className={missing ? 'fail-ink' : 'copyable'}>{text}</code>
    </li>
  );
}
