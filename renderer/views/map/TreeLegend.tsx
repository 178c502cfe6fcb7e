import { Button } from '../../parts/Button.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { WitnessSign } from '../../parts/Sign.tsx';

interface TreeLegendProps {
  /** Opens everything; null where nothing is folded. */
  readonly onUnfold: (() => void) | null;
  readonly onFold: () => void;
  /** Whether connections were seen beside lookups. */
  readonly witnesses?: boolean;
}

/** What the marks and lines of the tree mean. */
export function TreeLegend({ onUnfold, onFold, witnesses = false }: TreeLegendProps) {
  return (
    <div className="tree-legend small">
      <span>
        <Mark mark="error" /> error
      </span>
      <span>
        <Mark mark="degraded" /> degraded
      </span>
      <span>
        <Mark mark="ok" /> ok
      </span>
      <span>
        <Mark mark="blind" /> no health data
      </span>
      <LineSample className="link-failing" words="lookups failed" title="At least 3 lookups, and 2 % of them or more" />
      <LineSample className="link-carried" words="seen before the window" />
      <LineSample className="link-reference" words="also depends" />
      <LineSample className="link-cycle" words="cycle" />
      {witnesses && (
        <>
          <span>
            <WitnessSign witness="connection" /> connected, not looked up
          </span>
          <span>
            <WitnessSign witness="both" /> both
          </span>
        </>
      )}
      <span className="grow" />
      {onUnfold ? <Button onClick={onUnfold}>Open all</Button> : <Button onClick={onFold}>Fold</Button>}
    </div>
  );
}

interface LineSampleProps {
  readonly className: string;
  readonly words: string;
  readonly title?: string;
}

function LineSample({ className, words, title }: LineSampleProps) {
  return (
    <span title={title}>
      <svg width="26" height="8" className={`link ${className}`} aria-hidden="true">
        <path className="link-line" d="M0,4H26" />
      </svg>{' '}
      {words}
    </span>
  );
}
