import type { ReactNode } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { Button } from './Button.tsx';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Nothing to show: why, and what can be done. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What could not be answered, what to do, and a second try. */
export function ErrorState({ failure, retry }: { readonly failure: Failure; readonly retry: () => void }) {
  return (
    <div className="state state-failed" role="alert">
      <h2>{failure.message}</h2>
      <p className="small">{failure.hint}</p>
      <Button onClick={retry}>Try again</Button>
    </div>
  );
}

/** An answer is on its way. */
export function LoadingState({ what }: { readonly what: string }) {
  return (
    <div className="state state-loading" role="status">
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
      <p className="small">{what}</p>
    </div>
  );
}
