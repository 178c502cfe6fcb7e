import { useEffect } from 'react';
import { set } from '../store/store.ts';

/** Tells the completeness line what the view leaves out; null: nothing. */
export function useHidden(words: string | null): void {
  useEffect(() => {
    set({ hidden: words });
    return () => set({ hidden: null });
  }, [words]);
}
