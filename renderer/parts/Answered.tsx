import type { ReactNode } from 'react';
import type { Answer } from '../store/use-query.ts';
import { ErrorState, LoadingState } from './States.tsx';

interface AnsweredProps<T> {
  readonly answer: Answer<T>;
  /** What is being waited for, e.g. `Reading the map…`. */
  readonly waiting: string;
  readonly children: (value: T) => ReactNode;
}

/** What an answer holds, or its loading or failed state; an older answer stays in sight, dimmed, while a new one comes. */
export function Answered<T>({ answer, waiting, children }: AnsweredProps<T>) {
  if (answer.failure) return <ErrorState failure={answer.failure} retry={answer.retry} />;
  if (answer.value === undefined) return <LoadingState what={waiting} />;
  return (
    <div className={answer.state === 'loading' ? 'answered answered-older' : 'answered'}>{children(answer.value)}</div>
  );
}
