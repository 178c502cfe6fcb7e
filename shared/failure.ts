import * as z from 'zod';

/** What went wrong, as data that crosses processes. `fault` is a fault of ours; the others are the caller's or the evidence's. */
export const failureCode = z.enum([
  'usage',
  'unreadable',
  'not-a-case',
  'older-case',
  'newer-case',
  'in-use',
  'not-found',
  'cancelled',
  'engine-stopped',
  'fault',
]);
export type FailureCode = z.infer<typeof failureCode>;

export const failure = z.object({ code: failureCode, message: z.string(), hint: z.string() }).readonly();
/** A failure as data: what happened and where, and what to do about it. */
export type Failure = z.infer<typeof failure>;

/** An error that a person can act on: the message says what and where, the hint what to do. */
export class AftermapError extends Error {
  readonly code: FailureCode;
  readonly hint: string;
  constructor(code: FailureCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AftermapError';
    this.code = code;
    this.hint = hint;
  }
}

/** Any thrown value as a failure; what is not one of ours is a fault. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AftermapError) return { code: error.code, message: error.message, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'fault', message, hint: 'This is a fault of Aftermap. Please report it with the message above.' };
}
