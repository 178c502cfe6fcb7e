/** How long each state of a log of changes stood. */
export interface StateLog {
  /** Notes that a subject was said to be in some state at a time (ms since 1970); in any order. */
  readonly note: (subject: string, time: number) => void;
  /** When what was said of a subject at a time ends: at the next that was said of it, else where the log ends; null where that is no later. */
  readonly until: (subject: string, time: number) => number | null;
}

/** A log that writes states when they change: each holds until the next of its subject, the last as long as the log goes on. */
export function createStateLog(): StateLog {
  const times = new Map<string, number[]>();
  let sorted = false;
  let end = -Infinity;
  return {
    note: (subject, time) => {
      if (Number.isNaN(time)) return;
      const own = times.get(subject);
      if (own) own.push(time);
      else times.set(subject, [time]);
      end = Math.max(end, time);
      sorted = false;
    },
    until: (subject, time) => {
      if (!sorted) for (const own of times.values()) own.sort((a, b) => a - b);
      sorted = true;
      const next = after(times.get(subject) ?? [], time) ?? end;
      return next > time ? next : null;
    },
  };
}

/** The first of sorted times that is later. */
function after(times: readonly number[], time: number): number | undefined {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) > time) high = middle;
    else low = middle + 1;
  }
  return times[low];
}
