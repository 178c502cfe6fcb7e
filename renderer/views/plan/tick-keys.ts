import { useEffect } from 'react';
import type { KeyboardEvent } from 'react';

const ticks = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('.plan-step > input')];

/** Up and down go from one tick box to the next; Space ticks, as everywhere. */
export function goBetweenTicks(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = ticks();
  const at = all.indexOf(event.target as HTMLInputElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  all[at + step]?.focus();
}

/** Down, while nothing in particular has the focus, goes to the first step that is not ticked. */
export function useFirstTick(): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const focused = document.activeElement;
      const idle = focused === null || focused === document.body || focused.closest('.navigation') !== null;
      if (event.key !== 'ArrowDown' || event.defaultPrevented || !idle) return;
      const all = ticks();
      event.preventDefault();
      (all.find(({ checked }) => !checked) ?? all[0])?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
