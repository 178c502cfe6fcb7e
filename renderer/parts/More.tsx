import { ChevronDown } from 'lucide-react';
import { useId, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { DropChip } from './DropChip.tsx';

/** A choice among the rarer tools that differs from what a view begins with. */
export interface Chosen {
  readonly text: string;
  readonly drop: () => void;
}

interface MoreProps {
  /** What is chosen in here: it stays in sight when the tools are folded away. */
  readonly chosen: readonly Chosen[];
  readonly children: ReactNode;
}

/** The rarer tools of a view, behind a button in its row of tools. */
export function More({ chosen, children }: MoreProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const afterAct = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest('.button')) panel.current?.hidePopover();
  };
  return (
    <>
      <span
        className="more"
        onKeyDown={(event) => {
          // Esc folds the tools away, and nothing else.
          if (event.key === 'Escape' && panel.current?.matches(':popover-open')) event.stopPropagation();
        }}
      >
        <button type="button" className="button button-plain" popoverTarget={id}>
          More <ChevronDown size={14} aria-hidden="true" />
        </button>
        <div ref={panel} id={id} popover="auto" role="group" aria-label="More tools" onClick={afterAct}>
          {children}
        </div>
      </span>
      {chosen.map(({ text, drop }) => (
        <DropChip key={text} text={text} onDrop={drop} />
      ))}
    </>
  );
}

/** Tools that belong together, under their name. */
export function MoreGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="more-group">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
