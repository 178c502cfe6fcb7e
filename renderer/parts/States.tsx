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

/** What could not be answered, what to do, and a second try. A long message stands folded behind its beginning. */
export function ErrorState({ failure, retry }: { readonly failure: Failure; readonly retry: () => void }) {
  const { message, hint } = failure;
  const long = message.length > LONG;
  return (
    <div className="state state-failed" role="alert">
      <h2>{long ? `${message.slice(0, LONG)}…` : message}</h2>
      <p className="small">{hint}</p>
      {long && (
        <details>
          <summary className="small">The whole message</summary>
          <p className="mono copyable">{message}</p>
        </details>
      )}
      <Button onClick={retry}>Try again</Button>
    </div>
  );
}

const LONG = 160;

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
