import { describe, expect, it } from 'vitest';
import { createEventCutter, isXmlEvents } from '../../../main/engine/evidence/xml-events.ts';
import { fixture } from '../../engine-kit/mapped.ts';
import { sourceOf, withCase } from '../../engine-kit/with-case.ts';

const WHOLE =
  '<?xml version="1.0"?>\n<Events><Event a="é"><EventID>1</EventID></Event><Event>\n2\n</Event>\n\n<Event>3</Event></Events>';

function cut(bytes: Buffer, size: number) {
  const cutter = createEventCutter();
  const found = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...cutter.push(bytes.subarray(at, at + size)));
  return [...found, ...cutter.end()];
}

describe('events as XML', () => {
  it('are the same however the bytes come, each with the lines that it covers', () => {
    for (const size of [1, 2, 7, 1000])
      expect(cut(Buffer.from(WHOLE), size)).toEqual([
        { line: 2, lastLine: 2, text: '<Event a="é"><EventID>1</EventID></Event>' },
        { line: 2, lastLine: 4, text: '<Event>\n2\n</Event>' },
        { line: 6, lastLine: 6, text: '<Event>3</Event>' },
      ]);
  });

  it('that break off, or are no UTF-8, are named and cost no other', () => {
    const torn = '<Events>\n<Event>1\n<Event>2</Event>\n<Event>\xff</Event>\n<Event>4';
    expect(cut(Buffer.from(torn, 'latin1'), 5)).toEqual([
      { line: 2, lastLine: 2, problem: 'the event breaks off before its end' },
      { line: 3, lastLine: 3, text: '<Event>2</Event>' },
      { line: 4, lastLine: 4, problem: 'the event is not valid UTF-8 or UTF-16' },
      { line: 5, lastLine: 5, problem: 'the event breaks off before its end' },
    ]);
    expect([isXmlEvents(WHOLE), isXmlEvents('<?xml version="1.0"?><rss/>'), isXmlEvents('a <Event>')]).toEqual([
      ...[true, false, false],
    ]);
  });

  it('on one line are records of their own, which are read back one by one', async () => {
    const text = fixture('sysmon-dns/event-viewer.xml');
    await withCase({ 'sysmon.xml': text }, async ({ sources, call }) => {
      const source = sourceOf(sources, 'sysmon.xml');
      expect(source).toMatchObject({
        format: 'sysmon-dns',
        wrapper: 'xml',
        records: 2,
        accepted: 2,
        lines: 2,
        header: 1,
      });
      const { raw } = await call('evidence.read', { source: source.id, line: 2 });
      expect(raw).toMatch(/^<Event xmlns[^]*10:00:00\.123[^]*<\/Event>$/);
    });
  });
});
