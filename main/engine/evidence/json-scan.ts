import { isUtf8 } from 'node:buffer';

/** Where records stand in a JSON text: below these keys (`A|B`: below any of them), as the elements of an array, the members of an object, or the value itself. */
export interface JsonList {
  readonly keys: readonly string[];
  readonly of: 'elements' | 'members' | 'value';
}

/** A value that stands where records are looked for, as text; lines are counted from 1. */
export interface JsonValue {
  readonly text: string;
  readonly line: number;
  readonly lastLine: number;
  /** Its name, where it is a member of an object; where several keys lead to lists (`A|B`), that of its list. */
  readonly key: string | undefined;
  /** Why the text is not all of the value, where it is not. */
  readonly problem?: string;
}

export interface JsonScanner {
  push(chunk: Buffer): void;
  /** Ends the text; says whether it broke off before everything was closed. */
  end(): { readonly open: boolean };
  /** What the objects around the records say in plain values, as far as was read. */
  around(): Readonly<Record<string, unknown>>;
}

/** A longer value is rejected: no record of an export is that long, and one that is would fill the memory. */
export const LONGEST_VALUE = 64 << 20;
const LONGEST_AROUND = 4096;

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON, NEWLINE] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x0a,
];
const isSpace = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** A container that leads to records: `path` objects lead on by their next key, what stands in `list` ones are the records. */
interface Level {
  readonly role: 'path' | 'list';
  readonly keys: number;
  readonly named: boolean;
}

type Taking = 'record' | 'around' | 'key' | 'nothing';

/**
 * Finds the values of a JSON text without parsing it: an array or one object, pretty-printed or not, or several one after the other. It only
 * looks for where values begin and end; each is then parsed on its own, so that a text of any size needs the memory of one record, and a
 * broken record costs no other. The elements of an array at the top count as values of the top.
 */
export function createJsonScanner(list: JsonList, onValue: (value: JsonValue) => void): JsonScanner {
  const levels: Level[] = [];
  const ways = list.keys.map((keys) => keys.split('|'));
  const around: Record<string, unknown> = {};
  let line = 1;
  let topArray = false;
  let taking: Taking | undefined;
  let nest = 0;
  let inString = false;
  let escaped = false;
  let toLineEnd = false;
  let key: string | undefined;
  let listKey: string | undefined;
  let began = 1;
  let parts: Buffer[] = [];
  let size = 0;
  /** Whether the object that is being walked through held what is looked for, and where it began. */
  let met = true;
  let walkedFrom = 1;

  const take = (as: Taking) => {
    taking = as;
    began = line;
    parts = [];
    size = 0;
    nest = 0;
  };
  const keep = (bytes: Buffer) => {
    if (taking === undefined || taking === 'nothing' || bytes.length === 0) return;
    size += bytes.length;
    const most = taking === 'record' ? LONGEST_VALUE : LONGEST_AROUND;
    if (size <= most) parts.push(Buffer.from(bytes));
    else parts = [];
  };
  const finish = (cut?: string) => {
    const bytes = Buffer.concat(parts);
    const text = bytes.toString('utf8');
    const done = taking;
    taking = undefined;
    toLineEnd = false;
    if (done === 'key') {
      key = size > LONGEST_AROUND ? undefined : parsed(text);
      return;
    }
    if (done === 'record') {
      const tooLong = size > LONGEST_VALUE ? `the record is longer than ${LONGEST_VALUE >> 20} MiB` : undefined;
      const problem = tooLong ?? cut ?? (isUtf8(bytes) ? undefined : 'the record is not valid UTF-8 or UTF-16');
      onValue({
        text,
        line: began,
        lastLine: line,
        key: key ?? listKey,
        ...(problem === undefined ? {} : { problem }),
      });
    } else if (done === 'around' && key !== undefined && size <= LONGEST_AROUND && cut === undefined) {
      around[key] = parsed(text);
    }
    key = undefined;
  };
  const leadsOn = ({ keys }: Level) => key !== undefined && (ways[keys]?.includes(key) ?? false);
  /** The container that a byte opens, where it is one that leads to records. */
  const wayOn = (level: Level | undefined, byte: number): Level | undefined => {
    const named = byte === OPEN;
    if (!level) {
      if (!named || (list.keys.length === 0 && list.of !== 'members')) return undefined;
      return { role: list.keys.length > 0 ? 'path' : 'list', keys: 0, named };
    }
    if (level.role === 'list' || !leadsOn(level)) return undefined;
    const keys = level.keys + 1;
    if (keys < list.keys.length) return named ? { role: 'path', keys, named } : undefined;
    const opens = list.of === 'elements' ? OPEN_LIST : list.of === 'members' ? OPEN : undefined;
    return byte === opens ? { role: 'list', keys, named } : undefined;
  };
  const enter = (level: Level) => {
    if (levels.length === 0) {
      met = false;
      walkedFrom = line;
    }
    if (level.role === 'list') {
      met = true;
      listKey = (ways[level.keys - 1]?.length ?? 0) > 1 ? key : undefined;
    }
    levels.push(level);
    key = undefined;
  };
  const leave = () => {
    levels.pop();
    if (levels.length > 0 || met) return;
    const problem = `the object has no "${list.keys.join('.')}"`;
    onValue({ text: '', line: walkedFrom, lastLine: line, key: undefined, problem });
  };
  /** Begins the value whose first byte is given; containers that lead to records are entered instead. */
  const begin = (byte: number) => {
    const level = levels.at(-1);
    if (!level && byte === OPEN_LIST && !topArray) {
      topArray = true;
      return;
    }
    const way = wayOn(level, byte);
    if (way) {
      enter(way);
      return;
    }
    if (!level) {
      take('record');
      toLineEnd = byte !== OPEN && byte !== OPEN_LIST && byte !== QUOTE && !topArray;
    } else if (level.role === 'list') {
      take('record');
    } else if (leadsOn(level)) {
      const isRecord = list.of === 'value' && level.keys + 1 === list.keys.length;
      met ||= isRecord;
      take(isRecord ? 'record' : 'nothing');
    } else {
      take(byte === OPEN || byte === OPEN_LIST ? 'nothing' : 'around');
    }
    if (byte === OPEN || byte === OPEN_LIST) nest = 1;
    else if (byte === QUOTE) inString = true;
  };
  /** Reads a byte between values. */
  const between = (byte: number) => {
    if (isSpace(byte) || byte === COMMA || byte === COLON) return;
    if (byte === CLOSE || byte === CLOSE_LIST) {
      key = undefined;
      if (levels.length > 0) leave();
      else if (topArray) topArray = false;
      else begin(byte);
      return;
    }
    if (byte === QUOTE && key === undefined && levels.at(-1)?.named) {
      take('key');
      inString = true;
      return;
    }
    begin(byte);
  };

  return {
    push(chunk) {
      let start = 0;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at] as number;
        if (taking === undefined) {
          between(byte);
          start = at;
        } else if (inString) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) {
            inString = false;
            if (nest === 0 && !toLineEnd) {
              keep(chunk.subarray(start, at + 1));
              finish();
            }
          }
        } else if (byte === QUOTE && !toLineEnd) {
          inString = true;
        } else if (byte === OPEN || byte === OPEN_LIST) {
          nest += 1;
        } else if ((byte === CLOSE || byte === CLOSE_LIST) && nest > 0) {
          nest -= 1;
          if (nest === 0 && !toLineEnd) {
            keep(chunk.subarray(start, at + 1));
            finish();
          }
        } else if (
          toLineEnd
            ? byte === NEWLINE
            : nest === 0 && (isSpace(byte) || byte === COMMA || byte === CLOSE || byte === CLOSE_LIST)
        ) {
          keep(chunk.subarray(start, at));
          finish();
          between(byte);
          start = at;
        }
        if (byte === NEWLINE) line += 1;
      }
      if (taking !== undefined) keep(chunk.subarray(start));
    },
    end() {
      const open = taking !== undefined || levels.length > 0 || topArray;
      if (taking !== undefined) finish(toLineEnd || (nest === 0 && !inString) ? undefined : 'the record is cut off');
      return { open };
    },
    around: () => around,
  };
}

/** All values of a text that is wholly in memory. */
export function jsonValues(text: string | Buffer, list: JsonList): readonly JsonValue[] {
  const found: JsonValue[] = [];
  const scanner = createJsonScanner(list, (value) => found.push(value));
  scanner.push(typeof text === 'string' ? Buffer.from(text) : text);
  scanner.end();
  return found;
}

function parsed(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
