import { addEvidence } from '../store/case.ts';
import { Button } from './Button.tsx';

/** The two ways to add evidence, where a view has nothing to show yet. */
export function AddEvidence() {
  return (
    <div className="row">
      <Button look="main" onClick={() => void addEvidence('files')}>
        Add files…
      </Button>
      <Button onClick={() => void addEvidence('folder')}>Add a folder…</Button>
    </div>
  );
}
