import { useState } from 'react';
import type { PointerEvent, RefObject } from 'react';
import type { Micros, TimeWindow } from '../../shared/model/time.ts';
import { timeScale } from '../layout/time-axis.ts';
import { moved, snapped } from '../layout/window.ts';
import { set } from '../store/store.ts';

/** What a pointer does to the window: draws a new one, moves it, or pulls one end. */
type Gesture =
  | { readonly kind: 'draw'; readonly anchor: Micros }
  | { readonly kind: 'move'; readonly grabbed: Micros; readonly window: TimeWindow };

const GRIP = 6;
const STILL = 3;

/** The window under the pointer: `drawn` while it is being dragged, the chosen one else. It is chosen when let go. */
export function useBrush(
  area: RefObject<SVGSVGElement | null>,
  domain: TimeWindow,
  width: number,
  chosen: TimeWindow | null,
) {
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const [drawn, setDrawn] = useState<TimeWindow | null>(null);
  const scale = timeScale(domain, width);
  const pixel = (event: PointerEvent) => event.clientX - (area.current?.getBoundingClientRect().left ?? 0);

  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    area.current?.setPointerCapture(event.pointerId);
    setGesture(gestureAt(pixel(event)));
  };
  const drag = (event: PointerEvent) => {
    if (gesture === null) return;
    const at = scale.at(pixel(event));
    if (gesture.kind === 'move') setDrawn(moved(gesture.window, at - gesture.grabbed, domain));
    else if (drawn !== null || Math.abs(scale.x(gesture.anchor) - pixel(event)) > STILL) {
      setDrawn(snapped({ from: Math.min(at, gesture.anchor), to: Math.max(at, gesture.anchor) }));
    }
  };
  const end = () => {
    if (drawn) set({ window: drawn });
    setGesture(null);
    setDrawn(null);
  };

  function gestureAt(x: number): Gesture {
    if (chosen) {
      const [left, right] = [scale.x(chosen.from), scale.x(chosen.to)];
      if (Math.abs(x - left) <= GRIP) return { kind: 'draw', anchor: chosen.to };
      if (Math.abs(x - right) <= GRIP) return { kind: 'draw', anchor: chosen.from };
      if (x > left && x < right) return { kind: 'move', grabbed: scale.at(x), window: chosen };
    }
    return { kind: 'draw', anchor: scale.at(x) };
  }

  return { drawn: drawn ?? chosen, begin, drag, end };
}
