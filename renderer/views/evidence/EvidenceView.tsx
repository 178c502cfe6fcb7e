import type { Source } from '../../../shared/model/evidence.ts';
import { useCase } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { Table } from '../../parts/Table.tsx';
import type { Column } from '../../parts/Table.tsx';
import { addEvidence, verifyCase } from '../../store/case.ts';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { bytes, count, fileName, plural, shortHash, stamp } from '../../words/format.ts';
import { kindName } from '../../words/kinds.ts';
import { ViewHead } from '../ViewHead.tsx';

/** What was read: every file with its records, how they add up, and what could not be used. */
export function EvidenceView() {
  const summary = useCase();
  return (
    <>
      <ViewHead title="What was read?">
        {summary.value && <Recognised sources={summary.value.sources} />}
        <span className="grow" />
        <Button
          onClick={() => void verifyCase()}
          title="Hash the evidence again, check the balance, rebuild the map and compare"
          disabled={!summary.value || summary.value.sources.length === 0}
        >
          Verify
        </Button>
        <Button onClick={() => void addEvidence('folder')}>Add a folder…</Button>
        <Button look="main" onClick={() => void addEvidence('files')}>
          Add files…
        </Button>
      </ViewHead>
      <Answered answer={summary} waiting="Reading the case…">
        {({ sources }) => (sources.length === 0 ? <NoEvidence /> : <Sources sources={sources} />)}
      </Answered>
    </>
  );
}

function Recognised({ sources }: { readonly sources: readonly Source[] }) {
  const unknown = sources.filter(({ problem }) => problem !== null).length;
  const assumed = sources.filter((source) => source.assumed.length > 0).length;
  return (
    <>
      <span className="chip">{plural(sources.length, 'source')}</span>
      {assumed > 0 && <span className="chip chip-degraded">{count(assumed)} with assumptions</span>}
      {unknown > 0 && <span className="chip chip-fail">{count(unknown)} not taken</span>}
    </>
  );
}

function NoEvidence() {
  return (
    <EmptyState title="This case holds no evidence yet">
      <p>
        Drop files or folders on the window, or add them here. They are read, hashed and cited; they are never changed.
      </p>
      <ul className="kinds">
        <li>
          <b>DNS requests and responses</b>, or Route 53 query logs: who asked for what, and what came back
        </li>
        <li>
          <b>VM inventory and IP inventory</b>: whose sources and addresses these were, and when
        </li>
        <li>
          <b>Service tree</b>: which services own the subscriptions
        </li>
        <li>
          <b>Health events</b>: what failed, and since when
        </li>
      </ul>
    </EmptyState>
  );
}

const sum = (skipped: Source['skipped']): number => Object.values(skipped).reduce((total, n) => total + n, 0);
const none = (n: number) => (n === 0 ? <span className="quiet">0</span> : count(n));

const columns: readonly Column<Source>[] = [
  {
    key: 'file',
    label: 'File',
    width: 'minmax(170px, 2.2fr)',
    sort: (s) => fileName(s.path),
    cell: (s) => <b title={s.path}>{fileName(s.path)}</b>,
  },
  {
    key: 'kind',
    label: 'Recognised as',
    width: 'minmax(130px, 1.3fr)',
    sort: (s) => kindName(s.kind),
    cell: (s) =>
      s.problem !== null ? (
        <span className="fail-ink" title={s.problem}>
          ! {kindName(s.kind)}
        </span>
      ) : (
        <span title={s.format}>{kindName(s.kind)}</span>
      ),
  },
  {
    key: 'wrapper',
    label: 'Wrapper',
    width: '96px',
    sort: (s) => s.wrapper,
    cell: (s) => <span className="quiet">{s.wrapper}</span>,
  },
  {
    key: 'records',
    label: 'Records',
    width: '84px',
    numeric: true,
    sort: (s) => s.records,
    cell: (s) => <b>{count(s.records)}</b>,
  },
  {
    key: 'accepted',
    label: 'Accepted',
    width: '84px',
    numeric: true,
    sort: (s) => s.accepted,
    cell: (s) => none(s.accepted),
  },
  {
    key: 'repeated',
    label: 'Repeated',
    width: '76px',
    numeric: true,
    sort: (s) => s.repeated,
    cell: (s) => none(s.repeated),
  },
  {
    key: 'rejected',
    label: 'Rejected',
    width: '76px',
    numeric: true,
    sort: (s) => s.rejected,
    cell: (s) => (s.rejected === 0 ? none(0) : <b className="fail-ink">{count(s.rejected)}</b>),
  },
  {
    key: 'skipped',
    label: 'Skipped',
    width: '72px',
    numeric: true,
    sort: (s) => sum(s.skipped),
    cell: (s) => (
      <span
        title={Object.entries(s.skipped)
          .map(([reason, n]) => `${reason}: ${count(n)}`)
          .join('\n')}
      >
        {none(sum(s.skipped))}
      </span>
    ),
  },
  { key: 'lines', label: 'Lines', width: '84px', numeric: true, sort: (s) => s.lines, cell: (s) => none(s.lines) },
  { key: 'from', label: 'From (UTC)', width: '152px', sort: (s) => s.from ?? 0, cell: (s) => <Time at={s.from} /> },
  { key: 'to', label: 'To (UTC)', width: '152px', sort: (s) => s.to ?? 0, cell: (s) => <Time at={s.to} /> },
  {
    key: 'assumed',
    label: 'Assumed',
    width: 'minmax(90px, 1fr)',
    sort: (s) => s.assumed.join(),
    cell: (s) => (
      <span title={s.assumed.join('\n')}>
        {s.assumed.length === 0 ? <span className="quiet">nothing</span> : s.assumed.join('; ')}
      </span>
    ),
  },
  { key: 'size', label: 'Size', width: '76px', numeric: true, sort: (s) => s.bytes, cell: (s) => bytes(s.bytes) },
  {
    key: 'hash',
    label: 'SHA-256',
    width: '92px',
    cell: (s) => (
      <span className="mono quiet" title={s.sha256}>
        {shortHash(s.sha256)}
      </span>
    ),
  },
];

function Time({ at }: { readonly at: number | null }) {
  return at === null ? <span className="quiet">–</span> : <span className="mono">{stamp(at)}</span>;
}

function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const selected = useChoice((c) => (c.selection?.kind === 'source' ? String(c.selection.source) : null));
  return (
    <div className="panel panel-fill">
      <Table
        label="Sources"
        columns={columns}
        rows={sources}
        rowKey={(source) => String(source.id)}
        selected={selected}
        onSelect={(source) => select({ kind: 'source', source: source.id })}
        minWidth={1480}
      />
    </div>
  );
}
