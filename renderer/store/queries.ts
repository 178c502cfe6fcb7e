import type { Input, MethodName, Output } from '../../shared/api.ts';
import { toFailure } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { call } from '../api.ts';

export type QueryResult<T> =
  | { readonly state: 'loading'; readonly value: undefined; readonly failure: undefined }
  | { readonly state: 'ready'; readonly value: T; readonly failure: undefined }
  | { readonly state: 'failed'; readonly value: undefined; readonly failure: Failure };

export const LOADING = { state: 'loading', value: undefined, failure: undefined } as const;

const KEPT = 120;
const results = new Map<string, QueryResult<unknown>>();
const listeners = new Set<() => void>();
let generation = 0;

/** The name of a question: the same method and input give the same key. */
export function queryKey(method: MethodName, input: unknown): string {
  return `${method} ${JSON.stringify(input)}`;
}

/** What is known of a question, asking it where it was not asked yet. */
export function query<M extends MethodName>(method: M, input: Input<M>): QueryResult<Output<M>> {
  const key = queryKey(method, input);
  const known = results.get(key);
  if (known) return known as QueryResult<Output<M>>;
  results.set(key, LOADING);
  trim();
  const asked = generation;
  call(method, input).then(
    (value) => settle(key, asked, { state: 'ready', value, failure: undefined }),
    (error: unknown) => settle(key, asked, { state: 'failed', value: undefined, failure: toFailure(error) }),
  );
  return LOADING;
}

/** Puts an answer in that came another way, so that it is not asked for again. */
export function know<M extends MethodName>(method: M, input: Input<M>, value: Output<M>): void {
  results.set(queryKey(method, input), { state: 'ready', value, failure: undefined });
  tell();
}

/** Forgets every answer: the case has changed, or the engine is a new one. */
export function forget(): void {
  results.clear();
  generation += 1;
  tell();
}

/** Asks again what failed. */
export function retry(method: MethodName, input: unknown): void {
  results.delete(queryKey(method, input));
  tell();
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function settle(key: string, asked: number, result: QueryResult<unknown>): void {
  // An answer to a question that was forgotten meanwhile speaks of an older case.
  if (asked !== generation) return;
  results.set(key, result);
  tell();
}

function trim(): void {
  for (const [key, result] of results) {
    if (results.size <= KEPT) return;
    if (result.state !== 'loading') results.delete(key);
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}
