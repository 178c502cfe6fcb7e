import { createReadStream } from 'node:fs';
import { LONGEST_LINE } from './text-lines.ts';

const END = Buffer.from('</Event>');
const BEGIN = /<Event[\s>]/g;
const TORN = 'the event breaks off before its end';

/** An event of a Windows log as XML, or why it cannot be read; `lastLine` is that of its end. */
export interface XmlEvent {
  readonly line: number;
  readonly lastLine: number;
  readonly text?: string;
  readonly problem?: string;
}

/** Whether a text is events as XML: one or more, or a list of them. */
export function isXmlEvents(text: string): boolean {
  return /^\s*(<\?xml|<Events?[\s>])/.test(text) && /<Event[\s>]/.test(text);
}

/** The events in a text, wherever lines begin and end: the Event Viewer writes all of them on one line. */
export async function* xmlEvents(path: string): AsyncGenerator<XmlEvent> {
  const cutter = createEventCutter();
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    yield* cutter.push(chunk);
  yield* cutter.end();
}

/** The events at the beginning of a file, as far as they are whole. */
export function firstXmlEvents(head: string): readonly string[] {
  const texts = [...createEventCutter().push(Buffer.from(head))].map(({ text }) => text);
  return texts.filter((text) => text !== undefined);
}

/** Cuts a text that comes in parts into its events. */
export function createEventCutter() {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;

  /** The events in a part that ends with the end of an event, or with the file. */
  function* eventsIn(part: Buffer, isWhole: boolean): Generator<XmlEvent> {
    const bytes = part.toString('latin1');
    const begins = [...bytes.matchAll(BEGIN)].map(({ index }) => index);
    const lineAt = (index: number) => line + bytes.slice(0, index).split('\n').length - 1;
    for (const [nth, begin] of begins.entries()) {
      const next = begins[nth + 1];
      const place = { line: lineAt(begin), lastLine: lineAt((next ?? bytes.trimEnd().length) - 1) };
      if (next !== undefined || !isWhole) yield { ...place, problem: TORN };
      else yield { ...place, ...decoded(part.subarray(begin)) };
    }
    line = lineAt(bytes.length);
  }

  function decoded(bytes: Buffer): { readonly text: string } | { readonly problem: string } {
    if (bytes.length > LONGEST_LINE) return { problem: `the event is longer than ${LONGEST_LINE >> 20} MiB` };
    try {
      return { text: strict.decode(bytes) };
    } catch {
      return { problem: 'the event is not valid UTF-8 or UTF-16' };
    }
  }

  return {
    *push(chunk: Buffer): Generator<XmlEvent> {
      const from = Math.max(0, rest.length - END.length);
      const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let at = 0;
      for (let end = all.indexOf(END, from); end !== -1; end = all.indexOf(END, at)) {
        yield* eventsIn(all.subarray(at, end + END.length), true);
        at = end + END.length;
      }
      rest = all.subarray(at);
      if (rest.length <= LONGEST_LINE) return;
      yield* eventsIn(rest, false);
      rest = Buffer.alloc(0);
    },
    *end(): Generator<XmlEvent> {
      yield* eventsIn(rest, false);
    },
  };
}
