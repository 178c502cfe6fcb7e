import { toFailure } from '../../shared/failure.ts';
import { createEngine } from '../engine/engine.ts';
import type { Message, Request } from './messages.ts';

/** The engine in a process of its own: a native abort in DuckDB ends this process and not the window's. */
const { parentPort } = process;
const send = (message: Message) => parentPort.postMessage(message);
const engine = createEngine({ onProgress: (progress) => send({ kind: 'progress', progress }) });

parentPort.on('message', ({ data }) => void answer(data as Request));

async function answer({ sequence, method, input }: Request): Promise<void> {
  try {
    // The input was checked against the method's schema before it was sent here.
    const value: unknown = await engine.call(method, input as never);
    send({ kind: 'reply', sequence, reply: { ok: true, value } });
  } catch (error) {
    send({ kind: 'reply', sequence, reply: { ok: false, failure: toFailure(error) } });
  }
}
