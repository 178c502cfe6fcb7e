import type { RefObject } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';

/**
 * Which of `count` rows, of about one height in pixels, are in sight of a scrolling element. Rows that give themselves to `measureElement` may
 * have heights of their own; `keyOf` tells them apart.
 */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number,
  keyOf?: (index: number) => string,
) {
  // The rule is about code that a compiler memoises; none does here, and the virtualizer itself renders again on change.
  // eslint-disable-next-line react-hooks/incompatible-library
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    ...(keyOf ? { getItemKey: keyOf } : {}),
  });
}

/** The same of columns of one width, in pixels, that begin `before` pixels from the left; a few of them are always all drawn. */
export function useColumnsInSight(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  width: number,
  before: number,
) {
  // eslint-disable-next-line react-hooks/incompatible-library
  return useVirtualizer({
    horizontal: true,
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => width,
    paddingStart: before,
    scrollPaddingStart: before,
    overscan: 24,
  });
}
