import { useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ChangeClass } from '../../shared/model/comparison.ts';
import type { Dependency, ServiceId } from '../../shared/model/map.ts';
import type { TreeReference } from '../../shared/map/tree.ts';
import type { ShownNode } from '../derive/fold-tree.ts';
import { isFailing } from '../derive/health-marks.ts';
import type { HealthMark } from '../derive/health-marks.ts';
import { tidyTree } from '../layout/tidy-tree.ts';
import type { TreeLayout } from '../layout/tidy-tree.ts';
import { useSize } from '../parts/use-size.ts';
import { investigateOnMap, selectDependency, selectService } from '../store/select.ts';
import { set, store, useChoice } from '../store/store.ts';
import type { Selection } from '../store/store.ts';
import { orderName } from '../words/format.ts';
import { neighbour } from './neighbour.ts';
import { TreeLinks } from './TreeLinks.tsx';
import { TreeNode } from './TreeNode.tsx';
import type { NodeBadge } from './TreeNode.tsx';

export interface TreeViewProps {
  readonly label: string;
  readonly root: ShownNode;
  readonly references: readonly TreeReference[];
  readonly dependencies: readonly Dependency[];
  readonly markOf: (service: ServiceId) => HealthMark;
  readonly nameOf: (service: ServiceId) => string;
  /** From the target to the origin; the strongest thing on the page. */
  readonly path?: readonly ServiceId[];
  /** Links of the path that are bridged over a service without health data, as `client>server`. */
  readonly inferred?: ReadonlySet<string>;
  /** Services of the path without health data of their own. */
  readonly blind?: ReadonlySet<ServiceId>;
  readonly dimmed?: (service: ServiceId) => boolean;
  /** What became of a dependency, and of a service, where two windows are compared. */
  readonly changeOf?: (client: ServiceId, server: ServiceId) => ChangeClass;
  readonly badgeOf?: (service: ServiceId) => NodeBadge | null;
  /** What stands for something else than a service and its dependencies: how it is shown in the inspector, and opened by a double click. */
  readonly acts?: TreeActs;
}

/** What becomes of what is chosen in a tree. */
export interface TreeActs {
  readonly select: (node: ServiceId) => void;
  readonly selectLink: (client: ServiceId, server: ServiceId) => void;
  readonly open: (node: ServiceId) => void;
}

const SERVICES: TreeActs = { select: selectService, selectLink: selectDependency, open: investigateOnMap };

const ROW = 34;
const COLUMN = 172;
/** Below this width of a column, the onset leaves the line of the name. */
const NARROW = 226;
const GAP = 28;
const MARGIN = 16;
const HEAD = 26;

/** The dependency tree, order by order: HTML boxes over drawn links, so that names are cut and read like any text. */
export function TreeView(props: TreeViewProps) {
  const { root, nameOf, markOf, path = [], acts = SERVICES } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(scroller);
  const [scroll, setScroll] = useState({ left: 0, top: 0 });
  const [focused, setFocused] = useState(root.key);
  const selected = useChoice((c) => selectedNode(c.selection));
  const rough = tidyTree(root, { column: 1, row: 1 });
  const column = Math.max(COLUMN, Math.floor((width - 2 * MARGIN + GAP) / Math.max(3, rough.columns)));
  const row = Math.max(
    column < NARROW ? ROW + 4 : ROW,
    Math.min(44, Math.floor((height - HEAD - 2 * MARGIN) / Math.max(1, rough.height))),
  );
  const layout = tidyTree(root, { column, row });
  const boxWidth = column - GAP;
  const current = layout.byKey.has(focused) ? focused : root.key;
  const about = `${root.key} ${path.join(' ')}`;
  const middle = middleOf(path.length > 0 ? path : [root.key], layout, height - HEAD - 2 * row);
  const inSight = (y: number) => height === 0 || (y > scroll.top - 200 && y < scroll.top + height + 200);

  const looked = useRef({ about: '', row });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || height === 0) return;
    const half = box.clientHeight / 2 - HEAD;
    const stays = looked.current.about === about;
    box.scrollTop = (stays ? ((box.scrollTop + half) * row) / looked.current.row : middle) - half;
    looked.current = { about, row };
    // Where the tree is looked at changes with what it is about; other heights of rows keep what is in the middle.
  }, [about, row, height === 0]); // eslint-disable-line react-hooks/exhaustive-deps

  const focus = (key: string) => {
    setFocused(key);
    const place = layout.byKey.get(key);
    const box = scroller.current;
    if (place && box) {
      if (place.y < box.scrollTop + 30) box.scrollTop = place.y - 60;
      if (place.y > box.scrollTop + box.clientHeight - 70) box.scrollTop = place.y - box.clientHeight + 110;
      if (place.x < box.scrollLeft) box.scrollLeft = place.x - 20;
      if (place.x + column > box.scrollLeft + box.clientWidth) box.scrollLeft = place.x + column - box.clientWidth + 20;
    }
    requestAnimationFrame(() => document.getElementById(nodeId(key))?.focus({ preventScroll: true }));
  };

  const onKey = (event: KeyboardEvent) => {
    const node = layout.byKey.get(current)?.node;
    if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && event.shiftKey && node.kind === 'service') acts.open(node.service);
    else if (event.key === 'Enter') act(node, acts);
    else if (event.key === ' ') toggle(node);
    else if (event.key === 'ArrowRight' && node.open === false && node.kind === 'service') toggle(node);
    else {
      const next = neighbour(layout, current, event.key);
      if (next === null) return;
      focus(next);
    }
    event.preventDefault();
  };

  return (
    <div
      className="tree-scroll"
      ref={scroller}
      onScroll={(event) => setScroll({ left: event.currentTarget.scrollLeft, top: event.currentTarget.scrollTop })}
    >
      <div className="tree-heads" style={{ width: layout.width + 2 * MARGIN - GAP }}>
        {Array.from({ length: layout.columns }, (_, order) => (
          <span key={order} className="eyebrow" style={{ left: MARGIN + order * column }}>
            {orderName(order)}
          </span>
        ))}
      </div>
      <div
        className={column < NARROW ? 'tree tree-narrow' : 'tree'}
        role="tree"
        aria-label={props.label}
        aria-orientation="horizontal"
        style={{ width: layout.width + 2 * MARGIN - GAP, height: layout.height + MARGIN }}
        onKeyDown={onKey}
      >
        <TreeLinks
          {...props}
          path={path}
          layout={layout}
          boxWidth={boxWidth}
          margin={MARGIN}
          inSight={inSight}
          focus={selected ?? null}
          onLink={acts.selectLink}
        />
        {layout.placed
          .filter(({ y, node }) => inSight(y) || node.key === current)
          .map(({ node, x, y, depth }) => (
            <TreeNode
              key={node.key}
              id={nodeId(node.key)}
              node={node}
              level={depth + 1}
              name={nameOf(node.service)}
              mark={markOf(node.service)}
              place={{ left: MARGIN + x, top: y, width: boxWidth }}
              selected={node.kind === 'service' && node.service === selected}
              focusable={node.key === current}
              onPath={path.includes(node.service) && isFailing(markOf(node.service))}
              origin={path.length > 0 && path.at(-1) === node.service}
              inferred={props.blind?.has(node.service) ?? false}
              dimmed={props.dimmed?.(node.service) ?? false}
              badge={node.kind === 'service' ? (props.badgeOf?.(node.service) ?? null) : null}
              onFocus={() => setFocused(node.key)}
              onAct={() => act(node, acts)}
              onToggle={() => toggle(node)}
              onInvestigate={() => acts.open(node.service)}
            />
          ))}
      </div>
    </div>
  );
}

/** The middle of the end of a path, as much of it as is seen at once, in pixels from the top. */
function middleOf(path: readonly string[], { byKey }: TreeLayout<ShownNode>, seen: number): number {
  let [top, bottom] = [Infinity, -Infinity];
  for (const key of path.toReversed()) {
    const y = byKey.get(key)?.y;
    if (y === undefined) continue;
    if (bottom >= top && Math.max(bottom, y) - Math.min(top, y) > seen) break;
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return bottom < top ? 0 : (top + bottom) / 2;
}

const nodeId = (key: string): string => `node-${key}`;

function selectedNode(selection: Selection | null): string | null {
  if (selection?.kind === 'group') return selection.group.id;
  return selection?.kind === 'service' ? selection.service : null;
}

function act(node: ShownNode, acts: TreeActs): void {
  if (node.kind === 'more') toggle(node);
  else acts.select(node.service);
}

function toggle(node: ShownNode): void {
  if (node.open === null) return;
  set({ expanded: { ...store.getState().expanded, [node.key]: !node.open } });
}
