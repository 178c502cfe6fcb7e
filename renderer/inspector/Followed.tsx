import type { Dossier } from '../../shared/model/dossier.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { showWitness, stepThrough } from '../store/select.ts';
import { count } from '../words/format.ts';
import { ConnectionSteps } from './ConnectionSteps.tsx';
import { LookupSteps } from './LookupSteps.tsx';
import { countOf, indexOf, shownOf } from './shown-witness.ts';

interface FollowedProps {
  readonly dossier: Dossier;
  readonly connection: number | undefined;
  readonly carried: boolean;
  readonly copy: (dossier: Dossier) => void;
}

/** One lookup or one connection of the dependency, followed to its records, and the way to the others. */
export function Followed({ dossier, connection, carried, copy }: FollowedProps) {
  const of = shownOf(dossier, connection);
  const [at, all] = [indexOf(dossier, of), countOf(dossier, of)];
  if (dossier.lookup === null && !dossier.connection) {
    return (
      <p className="small">
        No lookup and no connection of this window shows the dependency
        {carried
          ? '; it was seen before, and its silence is no longer than usual for it. Widen the window to see it.'
          : '.'}
      </p>
    );
  }
  const both = dossier.lookup !== null && (dossier.connectionCount ?? 0) > 0;
  return (
    <>
      <div className="inspector-bar">
        <h3>
          Why is it here? {of === 'lookup' ? 'Lookup' : 'Connection'} {count(at + 1)} of {count(all)}
        </h3>
        {both && (
          <Choice
            label="Evidence of"
            value={of}
            options={[
              { value: 'lookup', label: `Lookups ${count(dossier.count)}` },
              { value: 'connection', label: `Connections ${count(dossier.connectionCount ?? 0)}` },
            ]}
            onChange={showWitness}
          />
        )}
      </div>
      {of === 'connection' && dossier.connection && <ConnectionSteps connection={dossier.connection} />}
      {of === 'lookup' && dossier.lookup && <LookupSteps lookup={dossier.lookup} />}
      <div className="row dossier-tools">
        <Button disabled={at === 0} shortcut="←" aria-label={`Previous ${of}`} onClick={() => stepThrough(of, -1, all)}>
          Previous
        </Button>
        <Button disabled={at + 1 >= all} shortcut="→" aria-label={`Next ${of}`} onClick={() => stepThrough(of, 1, all)}>
          Next
        </Button>
        <Button shortcut="E" onClick={() => copy(dossier)}>
          Copy as exhibit
        </Button>
      </div>
    </>
  );
}
