import { useState, useSyncExternalStore } from 'react';
import type { Input, MethodName, Output } from '../../shared/api.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { LOADING, query, retry, subscribe } from './queries.ts';
import type { QueryResult } from './queries.ts';
import { useChoice } from './store.ts';

export interface Answer<T> {
  readonly state: 'loading' | 'ready' | 'failed';
  /** The answer, or while a new one is on its way the one before it, as long as the target is the same. */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly retry: () => void;
}

/** Follows the answer to a question; `input` null asks nothing. */
export function useQuery<M extends MethodName>(method: M, input: Input<M> | null): Answer<Output<M>> {
  const read = (): QueryResult<Output<M>> => (input === null ? LOADING : query(method, input));
  const result = useSyncExternalStore(subscribe, read);
  const target = useChoice((c) => c.target);
  const [last, setLast] = useState<{ readonly value: Output<M>; readonly target: ServiceId | null }>();
  if (result.state === 'ready' && (result.value !== last?.value || target !== last.target))
    setLast({ value: result.value, target });
  // What was said of another target is not shown under the name of this one.
  const before = last?.target === target ? last.value : undefined;
  return {
    state: result.state,
    value: result.state === 'failed' || input === null ? undefined : (result.value ?? before),
    failure: result.failure,
    retry: () => {
      if (input !== null) retry(method, input);
    },
  };
}
