/** A socket that was found, or gone, when a query for changes ran. */
export interface Change {
  /** Which query of which host. */
  readonly log: string;
  /** What makes it the same socket. */
  readonly socket: string;
  /** In seconds. */
  readonly time: number;
  readonly change: 'added' | 'removed';
}

/** What a change says of its socket. */
export type Life =
  /** From when to when it was there. */
  | { readonly from: number; readonly to: number }
  /** The change that added it says so. */
  | 'told';

/**
 * How long the sockets were there of which a host told the changes alone. From its `added` to its `removed`; without the latter it was there as long as the
 * query went on, to its last record in the file; without the former since its first: else it would have been told in between.
 */
export function createLives(): {
  /** Takes in the change that a record tells, undefined where it tells none; the records in their order. */
  see(change: Change | undefined): void;
  /** Of a record by its number, from 0. */
  of(record: number): Life | undefined;
} {
  const logs = new Map<string, { first: number; last: number }>();
  const sockets = new Map<string, (Change & { readonly record: number })[]>();
  const lives = new Map<number, Life>();
  let looked = 0;

  const settle = (changes: readonly (Change & { readonly record: number })[]): void => {
    const ordered = [...changes].sort((one, other) => one.time - other.time || (one.change === 'removed' ? -1 : 1));
    let open: (typeof ordered)[number] | undefined;
    for (const each of ordered) {
      const { log, time, change, record } = each;
      if (open) lives.set(open.record, { from: open.time, to: time });
      if (change === 'removed') lives.set(record, open ? 'told' : { from: logs.get(log)?.first ?? time, to: time });
      open = change === 'added' ? each : undefined;
    }
    if (open) lives.set(open.record, { from: open.time, to: logs.get(open.log)?.last ?? open.time });
  };

  return {
    see(change) {
      const record = looked++;
      if (!change) return;
      const { log, socket, time } = change;
      const span = logs.get(log) ?? { first: time, last: time };
      logs.set(log, { first: Math.min(span.first, time), last: Math.max(span.last, time) });
      const key = `${log} ${socket}`;
      const changes = sockets.get(key) ?? [];
      changes.push({ ...change, record });
      sockets.set(key, changes);
    },
    of(record) {
      for (const changes of sockets.values()) settle(changes);
      sockets.clear();
      return lives.get(record);
    },
  };
}
