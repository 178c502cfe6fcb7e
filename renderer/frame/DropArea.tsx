import { useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { pathsOf } from '../api.ts';
import { attempt, readEvidence } from '../store/case.ts';
import { useChoice } from '../store/store.ts';

/** The window as a place to drop files and folders on. */
export function DropArea({ children }: { readonly children: ReactNode }) {
  const [over, setOver] = useState(false);
  const open = useChoice((c) => c.caseOpen);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) void attempt(async () => readEvidence(await pathsOf(files)));
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  };

  return (
    <div className="window" onDragOver={drag} onDragLeave={leave} onDrop={drop}>
      {children}
      {over && (
        <div className="drop-veil" aria-hidden="true">
          <p>
            <b>{open ? 'Drop to add to the case' : 'Drop to begin a case'}</b>
            <br />
            Files and folders; they are read, never changed.
          </p>
        </div>
      )}
    </div>
  );
}
