import { useEffect, useState } from 'react';
import type { RecentCase } from '../../shared/desktop-api.ts';
import { desktop } from '../api.ts';
import { Button } from '../parts/Button.tsx';
import { addEvidence, attempt, chooseCase, newCase, openCase } from '../store/case.ts';
import { SearchField, ThemeButton } from './Header.tsx';
import { Notes } from './Notes.tsx';

/** The window without a case: what can be opened, and what to do with a handful of exports. */
export function Start() {
  return (
    <div className="start">
      <header className="header">
        <span className="brand">Aftermap</span>
        <span className="grow" />
        <SearchField />
        <ThemeButton />
      </header>
      <main className="start-body">
        <section className="start-lead">
          <h1>What happened, and can you show the line?</h1>
          <p>
            Aftermap reads the DNS logs and fleet inventories that were collected after an outage, and gives the map of
            who depended on whom, where the fault began, the order to restart in, and where data was processed. Every
            figure leads to a line of evidence. Nothing leaves this machine.
          </p>
          <div className="start-drop">
            <p>
              <b>Drop files or folders here</b>
            </p>
            <p className="small">
              DNS logs of clouds, clusters, sensors and resolvers, fleet exports, a service tree, health events: as they
              were delivered, packed or in archives. Each file is recognised by its content, never by its name.
            </p>
            <div className="row">
              <Button onClick={() => void addEvidence('files')}>Choose files…</Button>
              <Button onClick={() => void addEvidence('folder')}>Choose a folder…</Button>
            </div>
          </div>
        </section>
        <section className="start-cases">
          <div className="row">
            <Button look="main" shortcut="Ctrl O" onClick={() => void chooseCase()}>
              Open a case…
            </Button>
            <Button shortcut="Ctrl N" onClick={() => void newCase()}>
              New case…
            </Button>
          </div>
          <Recent />
        </section>
      </main>
      <Notes />
    </div>
  );
}

function Recent() {
  const [cases, setCases] = useState<readonly RecentCase[] | null>(null);
  useEffect(() => {
    void attempt(async () => setCases((await desktop('cases.recent', {})).cases));
  }, []);
  return (
    <>
      <h3>Recent cases</h3>
      {cases?.length === 0 && (
        <p className="small">
          None yet. A case is one file that remembers what was read; the evidence stays where it is.
        </p>
      )}
      <ul className="recent">
        {cases?.map(({ path, name, opened }) => (
          <li key={path}>
            <button type="button" title={path} onClick={() => void openCase(path)}>
              <b className="cut">{name}</b>
              <span className="mono quiet">{opened.slice(0, 16).replace('T', ' ')}</span>
              <span className="small quiet cut recent-path">{path}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
