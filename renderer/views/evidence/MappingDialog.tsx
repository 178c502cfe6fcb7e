import { useEffect, useState } from 'react';
import type { Source } from '../../../shared/model/evidence.ts';
import type { FileLook, MappedKind, Mapping } from '../../../shared/model/mapping.ts';
import { toFailure } from '../../../shared/failure.ts';
import { mappingProblems } from '../../../shared/mapping/problems.ts';
import { useCase } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { Modal } from '../../parts/Modal.tsx';
import { applyMapping, openMapping, saveMapping } from '../../store/mapping.ts';
import { set, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { fileName } from '../../words/format.ts';
import { kindName } from '../../words/kinds.ts';
import { MappingFields } from './MappingFields.tsx';
import { MappingLines } from './MappingLines.tsx';
import { MappingPreview } from './MappingPreview.tsx';
import { RawRows } from './RawRows.tsx';

const close = () => set({ overlay: null });

const KINDS: readonly MappedKind[] = [
  'dns_lookup',
  'dns_request',
  'dns_response',
  'vm_inventory',
  'ip_inventory',
  'service_tree',
  'health_event',
  'connection',
  'heartbeat',
  'declared_dependency',
  'policy_rule',
];

/** How the columns of the selected source become fields: proposed, changed, tried at once, kept in the case and as a file. */
export function MappingDialog() {
  const shown = useChoice((c) => c.overlay === 'mapping');
  const id = useChoice((c) => (c.selection?.kind === 'source' ? c.selection.source : null));
  const source = useCase().value?.sources.find((each) => each.id === id);
  return shown && source ? (
    <Modal label="Map columns" className="mapping" onClose={close}>
      <Proposed source={source} />
    </Modal>
  ) : null;
}

/** What is asked of the proposal. */
interface Asked {
  readonly kind?: MappedKind;
  readonly lines?: NonNullable<Mapping['lines']>;
}

function Proposed({ source }: { readonly source: Source }) {
  const [asked, setAsked] = useState<Asked>({});
  const [opened, setOpened] = useState<Mapping | null>(null);
  const kept = useQuery('mappings.list', {}).value?.mappings.find(({ name }) => source.format === `mapped:${name}`);
  const given = opened ?? (Object.keys(asked).length === 0 ? kept : undefined);
  const lines = asked.lines ?? given?.lines;
  const answer = useQuery('mapping.propose', { source: source.id, ...asked, ...(lines ? { lines } : {}) });
  const answered = answer.state !== 'loading';
  // The file is read once for all that is asked of it, and the engine tells how far it is; a question has no end of its own to clear that.
  useEffect(() => {
    if (answered) set(({ work }) => (work?.work === 'check' ? { work: null } : {}));
  }, [answered]);
  return (
    <>
      <header className="row mapping-head">
        <h1>Map the columns of {fileName(source.path)}</h1>
        <span className="grow" />
        <OpenMapping onOpened={setOpened} />
        <Button onClick={close}>Close</Button>
      </header>
      <Answered answer={answer} waiting="Reading the beginning of the file…">
        {({ look, mapping }) => (
          <Editor
            key={JSON.stringify([asked, opened?.name, given === undefined])}
            source={source}
            look={look}
            proposed={given ?? mapping}
            onAsk={(next) => {
              setOpened(null);
              setAsked(next);
            }}
          />
        )}
      </Answered>
    </>
  );
}

function OpenMapping({ onOpened }: { readonly onOpened: (mapping: Mapping) => void }) {
  const [problem, setProblem] = useState('');
  const open = async () => {
    try {
      setProblem('');
      const mapping = await openMapping();
      if (mapping) onOpened(mapping);
    } catch (error) {
      const { message, hint } = toFailure(error);
      setProblem(`${message} ${hint}`);
    }
  };
  return (
    <>
      {problem !== '' && (
        <span className="small fail-ink" role="alert">
          {problem}
        </span>
      )}
      <Button onClick={() => void open()}>Open a mapping…</Button>
    </>
  );
}

interface EditorProps {
  readonly source: Source;
  readonly look: FileLook;
  readonly proposed: Mapping;
  readonly onAsk: (asked: Asked) => void;
}

function Editor({ source, look, proposed, onAsk }: EditorProps) {
  const [mapping, setMapping] = useState(proposed);
  const problems = mappingProblems(mapping);
  const named = /^[A-Za-z0-9][\w.-]{0,59}$/.test(mapping.name);
  const first = named ? problems[0] : { what: 'The name has letters, digits, points and dashes only.', remedy: '' };
  return (
    <>
      <div className="mapping-body">
        <div className="row">
          <label className="tool">
            <span className="quiet">Each record is a</span>
            <select
              value={mapping.kind}
              onChange={(event) =>
                onAsk({ kind: event.target.value as MappedKind, ...(look.lines ? { lines: look.lines } : {}) })
              }
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {kindName(kind)}
                </option>
              ))}
            </select>
          </label>
          <label className="tool">
            <span className="quiet">Name of the mapping</span>
            <input
              className="tool-text"
              value={mapping.name}
              onChange={(event) => setMapping({ ...mapping, name: event.target.value })}
            />
          </label>
          <span className="quiet small">read as {look.shape}</span>
        </div>
        {look.shape === 'text' && (
          <MappingLines lines={look.lines} onAsk={(lines) => onAsk({ kind: mapping.kind, lines })} />
        )}
        <RawRows look={look} used={Object.values(mapping.fields)} />
        <div className="mapping-sides">
          <MappingFields look={look} mapping={mapping} onChange={setMapping} />
          {first ? (
            <div className="mapping-preview state">
              <h2>{first.what.charAt(0).toUpperCase() + first.what.slice(1)}</h2>
              <p className="small">{first.remedy}</p>
            </div>
          ) : (
            <MappingPreview source={source} mapping={mapping} />
          )}
        </div>
      </div>
      <footer className="row mapping-foot">
        <Button disabled={first !== undefined} onClick={() => void saveMapping(mapping)}>
          Save as a file…
        </Button>
        <span className="grow" />
        <Button onClick={close}>Cancel</Button>
        <Button look="main" disabled={first !== undefined} onClick={() => void applyMapping(source, mapping)}>
          Read the file with this mapping
        </Button>
      </footer>
    </>
  );
}
