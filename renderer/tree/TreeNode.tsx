import type { ShownNode } from '../derive/fold-tree.ts';
import { isFailing, markWords } from '../derive/health-marks.ts';
import type { HealthMark } from '../derive/health-marks.ts';
import { Mark } from '../parts/Mark.tsx';
import { clock, plural, stamp } from '../words/format.ts';

/** A word beside a node. */
export type NodeBadge = 'added' | 'gone' | 'shared';

interface TreeNodeProps {
  readonly id: string;
  readonly node: ShownNode;
  readonly level: number;
  readonly name: string;
  readonly mark: HealthMark;
  /** Left edge, vertical middle and width in pixels. */
  readonly place: { readonly left: number; readonly top: number; readonly width: number };
  readonly selected: boolean;
  readonly focusable: boolean;
  readonly onPath: boolean;
  readonly origin: boolean;
  /** Its failure is inferred: no health data of its own tells of it. */
  readonly inferred: boolean;
  readonly dimmed: boolean;
  /** What became of the service, where two windows are compared; whether many share it. */
  readonly badge: NodeBadge | null;
  readonly onFocus: () => void;
  readonly onAct: () => void;
  readonly onToggle: () => void;
  readonly onInvestigate: () => void;
}

/** A service of the tree, or the line that stands for its folded siblings. */
export function TreeNode(props: TreeNodeProps) {
  const { node, name, mark, place } = props;
  const failing = isFailing(mark);
  const more = node.kind === 'more';
  const words = more ? plural(node.folded, 'more service') : name;
  const state = more
    ? 'folded away'
    : `${markWords[mark.mark]}${mark.onset === null ? '' : ` since ${stamp(mark.onset)} UTC`}`;
  const className = [
    'node',
    more ? 'node-more' : `node-${mark.mark}`,
    props.selected ? 'node-selected' : '',
    props.onPath ? 'node-path' : '',
    props.origin ? 'node-origin' : '',
    props.inferred ? 'node-inferred' : '',
    props.dimmed ? 'node-dimmed' : '',
    props.badge === null ? '' : `node-${props.badge}`,
  ].join(' ');
  return (
    <div
      className="node-place"
      style={{ transform: `translate(${place.left}px, ${place.top - 13}px)`, width: place.width }}
      role="none"
    >
      <div
        id={props.id}
        className={className}
        role="treeitem"
        aria-level={props.level}
        aria-selected={props.selected}
        aria-expanded={node.open ?? undefined}
        aria-label={`${words}, ${state}${props.origin ? ', origin' : ''}${props.inferred ? ', inferred' : ''}${props.badge === null ? '' : `, ${props.badge}`}`}
        tabIndex={props.focusable ? 0 : -1}
        title={`${words}\n${state}`}
        onFocus={props.onFocus}
        onClick={props.onAct}
        onDoubleClick={props.onInvestigate}
      >
        {!more && <Mark mark={mark.mark} />}
        <span className="node-name cut">{words}</span>
        {failing && mark.onset !== null && <span className="node-onset mono">{clock(mark.onset)}</span>}
      </div>
      {node.open !== null && !more && (
        <button
          type="button"
          className="node-fold"
          tabIndex={-1}
          aria-hidden="true"
          title={node.open ? 'Fold (Space)' : `Open: ${plural(node.folded, 'service')} (Space)`}
          onClick={props.onToggle}
        >
          {node.open ? '–' : `+${node.folded > 99 ? '' : node.folded}`}
        </button>
      )}
      {props.badge !== null && <span className="node-badge">{props.badge}</span>}
      {props.origin && <span className="node-badge">origin</span>}
    </div>
  );
}
