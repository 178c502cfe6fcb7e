import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { MethodName, Progress } from '../../shared/api.ts';
import type { Reply } from '../../shared/desktop-api.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Message, Request } from './messages.ts';

/** The engine as the desktop sees it: it answers, and when it dies another takes its place. */
export interface EngineHost {
  /** Never rejects. Calls that were under way when the engine died fail with `engine-stopped`. */
  readonly call: (method: MethodName, input: unknown) => Promise<Reply<unknown>>;
  /** Puts the case away and ends the process. */
  readonly close: () => Promise<void>;
}

export interface EngineListeners {
  readonly onProgress: (progress: Progress) => void;
  /** Called when a new engine stands in for one that died, with why the case that was open is not open again, if it is not. */
  readonly onRestart: (lost: Failure | null) => void;
}

interface Running {
  readonly process: UtilityProcess;
  readonly pending: Map<number, (reply: Reply<unknown>) => void>;
  /** Whether it has answered anything yet: one that has not is not started again by itself, lest it dies for ever. */
  proven: boolean;
}

const stopped: Reply<never> = {
  ok: false,
  failure: {
    code: 'engine-stopped',
    message: 'The engine stopped before it had answered.',
    hint: 'It has been started again and the evidence is untouched. Please repeat the last step.',
  },
};

/** How long a closing engine may take to put its case away, in milliseconds. */
const patience = 5_000;

/** Starts the engine in a utility process. */
export function hostEngine({ onProgress, onRestart }: EngineListeners): EngineHost {
  let sequence = 0;
  let openCase: unknown = null;
  let closed = false;
  let running: Running | null = start();
  /** Done when the case that was open is open again. */
  let reopened: Promise<unknown> = Promise.resolve();

  function start(): Running {
    const engine: Running = {
      process: utilityProcess.fork(join(__dirname, 'engine-process.mjs'), [], { serviceName: 'Aftermap engine' }),
      pending: new Map(),
      proven: false,
    };
    engine.process.on('message', (message: Message) => {
      if (message.kind === 'progress') return onProgress(message.progress);
      engine.proven = true;
      engine.pending.get(message.sequence)?.(message.reply);
      engine.pending.delete(message.sequence);
    });
    engine.process.once('exit', () => ended(engine));
    return engine;
  }

  function ended(engine: Running): void {
    running = null;
    for (const settle of engine.pending.values()) settle(stopped);
    if (!closed && engine.proven) restart();
  }

  function restart(): Running {
    const engine = start();
    running = engine;
    reopened = reopen(engine);
    return engine;
  }

  async function reopen(engine: Running): Promise<void> {
    onRestart(await reopenCase(engine));
  }

  async function reopenCase(engine: Running): Promise<Failure | null> {
    if (openCase === null) return null;
    const reply = await send(engine, 'case.open', openCase);
    if (reply.ok) return null;
    openCase = null;
    return reply.failure;
  }

  function send(engine: Running, method: MethodName, input: unknown): Promise<Reply<unknown>> {
    const request: Request = { sequence: (sequence += 1), method, input };
    return new Promise((settle) => {
      engine.pending.set(request.sequence, settle);
      engine.process.postMessage(request);
    });
  }

  async function call(method: MethodName, input: unknown): Promise<Reply<unknown>> {
    const engine = running ?? restart();
    await reopened;
    const reply = running === engine ? await send(engine, method, input) : stopped;
    if (reply.ok && method === 'case.open') openCase = input;
    if (reply.ok && method === 'case.close') openCase = null;
    return reply;
  }

  async function close(): Promise<void> {
    closed = true;
    if (running && openCase !== null) await Promise.race([send(running, 'case.close', {}), setTimeout(patience)]);
    running?.process.kill();
  }

  return { call, close };
}
