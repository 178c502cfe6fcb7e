import { useDeferredValue, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { SearchHit } from '../../shared/api.ts';
import { usable } from '../commands.ts';
import type { Command } from '../commands.ts';
import { Kbd } from '../parts/Kbd.tsx';
import { Modal } from '../parts/Modal.tsx';
import { selectService } from '../store/select.ts';
import { set, useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';

const close = () => set({ overlay: null });

/** One field for services, names, addresses and commands. */
export function Palette() {
  const shown = useChoice((c) => c.overlay === 'palette');
  return shown ? (
    <Modal label="Find" className="palette" onClose={close}>
      <PaletteBody />
    </Modal>
  ) : null;
}

interface Entry {
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  readonly detail: string;
  readonly shortcut: string | undefined;
  readonly run: (() => void) | null;
}

function PaletteBody() {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const caseOpen = useChoice((c) => c.caseOpen);
  const asked = useDeferredValue(text.trim());
  const found = useQuery('search.find', caseOpen && asked !== '' ? { text: asked, limit: 40 } : null);
  const wanted = text.trim().toLowerCase();
  const entries = [
    ...(found.value?.hits ?? []).map((hit, i) => hitEntry(hit, i)),
    ...usable(caseOpen)
      .filter(({ label, name }) => name !== 'search.focus' && label.toLowerCase().includes(wanted))
      .map(commandEntry),
  ];
  const current = Math.min(at, entries.length - 1);

  const run = (entry: Entry | undefined) => {
    if (!entry?.run) return;
    close();
    entry.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(entries.length - 1, current + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[current]);
    }
  };

  return (
    <>
      <input
        className="palette-field"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={current >= 0 ? `palette-${current}` : undefined}
        aria-label="Find a service, name, address or command"
        placeholder={caseOpen ? 'Find a service, name, address or command' : 'Find a command'}
        autoFocus
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ul className="palette-list" role="listbox" id="palette-list" aria-label="Found">
        {entries.map((entry, i) => (
          <li
            key={entry.key}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === current}
            aria-disabled={entry.run === null}
            ref={i === current ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
            onMouseMove={() => setAt(i)}
            onClick={() => run(entry)}
          >
            <span className="palette-kind quiet">{entry.kind}</span>
            <span className={entry.kind === 'name' || entry.kind === 'address' ? 'mono cut' : 'cut'}>{entry.text}</span>
            <span className="small quiet cut">{entry.detail}</span>
            {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} />}
          </li>
        ))}
      </ul>
      {entries.length === 0 && (
        <p className="palette-none small">
          {found.failure
            ? `${found.failure.message} ${found.failure.hint}`
            : 'Nothing in the case matches. Names are matched anywhere, addresses from their beginning.'}
        </p>
      )}
    </>
  );
}

function hitEntry(hit: SearchHit, i: number): Entry {
  const { kind, text, detail, service } = hit;
  return {
    key: `hit ${i} ${kind} ${text}`,
    kind,
    text,
    detail,
    shortcut: undefined,
    run: service === null ? null : () => selectService(service),
  };
}

function commandEntry(command: Command): Entry {
  return {
    key: command.name,
    kind: 'command',
    text: command.label,
    detail: '',
    shortcut: command.shortcut,
    run: command.run,
  };
}
