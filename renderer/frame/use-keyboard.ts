import { useEffect } from 'react';
import { usable } from '../commands.ts';
import { set, store } from '../store/store.ts';

/** Carries out commands by their keys, unless somebody is typing or a part of the window took the key. */
export function useKeyboard(): void {
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const { caseOpen, overlay, notice, selection } = store.getState();
  const pressed = chord(event);
  if (overlay !== null && pressed !== 'Ctrl K') return;
  if (isTyping(event.target) && !pressed.startsWith('Ctrl ')) return;
  const command = usable(caseOpen).find(({ shortcut }) => shortcut === (pressed === '/' ? 'Ctrl K' : pressed));
  if (command) {
    event.preventDefault();
    command.run();
  } else if (pressed === 'Esc') {
    set(notice ? { notice: null } : selection ? { selection: null, trail: [] } : {});
  }
}

/** A key press as it is written on the caps, e.g. `Ctrl K`, `?`, `Alt ←`. */
export function chord(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const names: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', ' ': 'Space' };
  const key = names[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return `${event.ctrlKey || event.metaKey ? 'Ctrl ' : ''}${event.altKey ? 'Alt ' : ''}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
}
