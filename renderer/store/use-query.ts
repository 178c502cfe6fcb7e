import { useState, useSyncExternalStore } from 'react';
import type { Input, MethodName, Output } from '../../shared/api.ts';
import type { Failure } from '../../shared/failure.ts';
import { LOADING, query, retry, subscribe } from './queries.ts';
import type { QueryResult } from './queries.ts';

export interface Answer<T> {
  readonly state: 'loading' | 'ready' | 'failed';
  /** The answer, or while a new one is on its way the one before it. */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly retry: () => void;
}

/** Follows the answer to a question; `input` null asks nothing. */
export function useQuery<M extends MethodName>(method: M, input: Input<M> | null): Answer<Output<M>> {
  const read = (): QueryResult<Output<M>> => (input === null ? LOADING : query(method, input));
  const result = useSyncExternalStore(subscribe, read);
  const [last, setLast] = useState<Output<M>>();
  if (result.state === 'ready' && result.value !== last) setLast(result.value);
  return {
    state: result.state,
    value: result.state === 'failed' || input === null ? undefined : (result.value ?? last),
    failure: result.failure,
    retry: () => {
      if (input !== null) retry(method, input);
    },
  };
}
