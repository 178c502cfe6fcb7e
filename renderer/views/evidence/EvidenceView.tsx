import { useMemo } from 'react';
import type { Source } from '../../../shared/model/evidence.ts';
import { useCase } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { Table } from '../../parts/Table.tsx';
import { MappingDialog } from './MappingDialog.tsx';
import { sourceColumns } from './source-columns.tsx';
import { addEvidence, verifyCase } from '../../store/case.ts';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import { ViewHead } from '../ViewHead.tsx';
import { TimeFindings } from './TimeFindings.tsx';

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
        <Button onClick={() => void addEvidence('folder')}>Add folder…</Button>
        <Button look="main" onClick={() => void addEvidence('files')}>
          Add files…
        </Button>
      </ViewHead>
      <TimeFindings />
      <Answered answer={summary} waiting="Reading the case…">
        {({ sources }) => (sources.length === 0 ? <NoEvidence /> : <Sources sources={sources} />)}
      </Answered>
      <MappingDialog />
    </>
  );
}

function Recognised({ sources }: { readonly sources: readonly Source[] }) {
  const unknown = sources.filter(({ problem }) => problem !== null).length;
  const assumed = sources.filter((source) => source.assumed.length > 0).length;
  return (
    <span className="row head-chips">
      {unknown > 0 && <span className="chip chip-fail">{count(unknown)} not taken</span>}
      {assumed > 0 && <span className="chip chip-degraded">{count(assumed)} with assumptions</span>}
      <span className="chip">{plural(sources.length, 'source')}</span>
    </span>
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
          <b>DNS logs</b> of clouds, clusters, sensors and resolvers: who asked for what, and what came back
        </li>
        <li>
          <b>Fleet exports</b>, VM and IP inventories: whose sources and addresses these were, and when
        </li>
        <li>
          <b>Service tree</b>: which services own the subscriptions; derived from tags and labels where there is none
        </li>
        <li>
          <b>Health events</b>: what failed, and since when
        </li>
      </ul>
    </EmptyState>
  );
}

function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const selected = useChoice((c) => (c.selection?.kind === 'source' ? String(c.selection.source) : null));
  const columns = useMemo(() => sourceColumns(sources), [sources]);
  return (
    <div className="panel panel-fill">
      <Table
        label="Sources"
        columns={columns}
        rows={sources}
        rowKey={(source) => String(source.id)}
        selected={selected}
        onSelect={(source) => select({ kind: 'source', source: source.id })}
        minWidth={1410}
      />
    </div>
  );
}
