import { useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useRowsInSight } from './use-rows-in-sight.ts';

export interface ListGroup<T> {
  readonly key: string;
  /** Null: its items stand without a heading. */
  readonly head: ReactNode | null;
  readonly open: boolean;
  readonly items: readonly T[];
}

interface GroupedListProps<T> {
  readonly label: string;
  readonly groups: readonly ListGroup<T>[];
  readonly itemKey: (item: T) => string;
  readonly item: (item: T) => ReactNode;
  readonly isSelected: (item: T) => boolean;
  readonly onSelect: (item: T) => void;
  /** Enter on an item: to its evidence. */
  readonly onOpen: (item: T) => void;
  readonly onCopy: (item: T) => void;
  readonly onToggle: (group: string) => void;
}

type Entry<T> =
  | { readonly key: string; readonly group: ListGroup<T>; readonly item: null }
  | { readonly key: string; readonly group: ListGroup<T>; readonly item: { readonly value: T } };

const ROW = 66;
const PAGE = 8;

/** Items of any height in groups that fold: only those in sight are drawn. Arrows walk and fold, Enter opens, Ctrl C copies. */
export function GroupedList<T>(props: GroupedListProps<T>) {
  const { label, groups, itemKey, isSelected, onSelect, onToggle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const entries = entriesOf(groups, itemKey);
  const [current, setCurrent] = useState<string | null>(null);
  const virtual = useRowsInSight(scroller, entries.length, ROW, (index) => entries[index]?.key ?? String(index));
  const known = entries.findIndex(({ key }) => key === current);
  const at = known >= 0 ? known : entries.findIndex(({ item }) => item !== null && isSelected(item.value));

  const goTo = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    setCurrent(entry.key);
    virtual.scrollToIndex(index);
    if (entry.item) onSelect(entry.item.value);
  };
  const onKey = (event: KeyboardEvent) => {
    const entry = entries[at];
    const to = target(event, at, entries.length);
    if (to !== null) goTo(to);
    else if (!entry || !act(event, entry, props, () => goTo(entries.findIndex(({ key }) => key === entry.group.key))))
      return;
    event.preventDefault();
  };

  return (
    <div
      className="grouped"
      role="treegrid"
      aria-label={label}
      aria-rowcount={entries.length}
      ref={scroller}
      tabIndex={0}
      aria-activedescendant={entries[at] ? rowId(label, entries[at].key) : undefined}
      onKeyDown={onKey}
    >
      <div className="grouped-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const entry = entries[row.index];
          if (!entry) return null;
          const { group, item } = entry;
          const place = {
            id: rowId(label, entry.key),
            ref: virtual.measureElement,
            'data-index': row.index,
            'aria-rowindex': row.index + 1,
            style: { transform: `translateY(${row.start}px)` },
          };
          return item === null ? (
            <div
              key={entry.key}
              {...place}
              role="row"
              aria-level={1}
              aria-expanded={group.open}
              className={`grouped-head${row.index === at ? ' grouped-current' : ''}`}
              onClick={() => {
                setCurrent(entry.key);
                onToggle(group.key);
              }}
            >
              <div role="gridcell">
                <span className="grouped-fold" aria-hidden="true">
                  {group.open ? '▾' : '▸'}
                </span>
                {group.head}
              </div>
            </div>
          ) : (
            <div
              key={entry.key}
              {...place}
              role="row"
              aria-level={2}
              aria-selected={isSelected(item.value)}
              className={`grouped-item${row.index === at ? ' grouped-current' : ''}`}
              onClick={(event) => {
                if (isControl(event)) return;
                setCurrent(entry.key);
                onSelect(item.value);
              }}
            >
              <div role="gridcell">{props.item(item.value)}</div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function entriesOf<T>(groups: readonly ListGroup<T>[], itemKey: (item: T) => string): readonly Entry<T>[] {
  return groups.flatMap((group) => [
    ...(group.head === null ? [] : [{ key: group.key, group, item: null }]),
    ...(group.open
      ? group.items.map((value) => ({ key: `${group.key} ${itemKey(value)}`, group, item: { value } }))
      : []),
  ]);
}

/** What a key does at an entry beside walking; false where it does nothing. */
function act<T>(event: KeyboardEvent, entry: Entry<T>, props: GroupedListProps<T>, toHead: () => void): boolean {
  const { group, item } = entry;
  if (event.target !== event.currentTarget && event.key === 'Enter') return false;
  if (item === null) {
    const toggles =
      event.key === 'Enter' || event.key === ' ' || event.key === (group.open ? 'ArrowLeft' : 'ArrowRight');
    if (toggles) props.onToggle(group.key);
    return toggles;
  }
  if (event.key === 'Enter') props.onOpen(item.value);
  else if (event.key === 'ArrowLeft' && event.shiftKey && group.head !== null) toHead();
  else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && getSelection()?.isCollapsed !== false)
    props.onCopy(item.value);
  else return false;
  return true;
}

const isControl = (event: MouseEvent): boolean =>
  event.target instanceof Element && event.target.closest('button') !== null;

const rowId = (label: string, key: string): string => `${label}-${key}`.replace(/\s+/g, '_');

/** Where a key leads from entry `from` of `count`; null for keys that do not move. */
function target(event: KeyboardEvent, from: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: count - 1,
  };
  const to = steps[event.key];
  if (to === undefined || count === 0 || event.ctrlKey || event.altKey) return null;
  return Math.max(0, Math.min(count - 1, to));
}
