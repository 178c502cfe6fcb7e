import type { ReactNode } from 'react';

/** The question of a view, its answer in short, and its tools. */
export function ViewHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="view-head">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
