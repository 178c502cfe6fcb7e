import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createJsonScanner, jsonValues, type JsonValue } from '../../../main/engine/evidence/json-scan.ts';
import { outlineOf } from '../../../main/engine/evidence/json-outline.ts';
import { parseJson } from '../../../main/engine/evidence/json-parse.ts';
import { recordPath } from '../../../main/engine/evidence/record-path.ts';

const ROOT = { keys: [], of: 'value' } as const;
const found = (text: string, path: string) =>
  jsonValues(text, recordPath(path)[0] ?? ROOT).map(({ text: value, line }) => [line, value]);

describe('the records of a JSON text', () => {
  it.each([
    [
      'an array',
      '[{"a":1},\n {"b":"]}"}]',
      '',
      [
        [1, '{"a":1}'],
        [2, '{"b":"]}"}'],
      ],
    ],
    [
      'objects one after the other',
      '{"a":1}{"b":{}}\n{"c":\n3}',
      '',
      [
        [1, '{"a":1}'],
        [1, '{"b":{}}'],
        [2, '{"c":\n3}'],
      ],
    ],
    [
      'a list in a document',
      '{"n":1,\n"items":[{"x":1},{"y":[2]}],"z":[{}]}',
      'items[]',
      [
        [2, '{"x":1}'],
        [2, '{"y":[2]}'],
      ],
    ],
    ['a list deep in a document', '{"data":{"t":"m","result":[{"x":1}]}}', 'data.result[]', [[1, '{"x":1}']]],
    ['the members of an object', '{"items":{"zones/a":{"i":1}}}', 'items{}', [[1, '{"i":1}']]],
  ] as const)('%s are found where they begin', (_, text, path, expected) => {
    expect(found(text, path)).toEqual(expected);
  });

  it('bear the name of their list, where several are read', () => {
    const [path = ROOT] = recordPath('diff.added|removed[]');
    const text = '{"diff":{"added":[{"a":1}],"removed":"","kept":[{}]}}\n{"diff":{"added":[],"removed":[{"b":1}]}}';
    expect(jsonValues(text, path).map(({ key, text: value }) => [key, value])).toEqual([
      ['added', '{"a":1}'],
      ['removed', '{"b":1}'],
    ]);
    expect(jsonValues('{"items":[{"a":1}]}', recordPath('items[]')[0] ?? ROOT)).toMatchObject([{ key: undefined }]);
  });

  it('are the same however the bytes come, and parse to what they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(4),
        (records, step, indent) => {
          const bytes = Buffer.from(JSON.stringify({ before: 'x', items: records, after: [1] }, null, indent));
          const values: JsonValue[] = [];
          const scanner = createJsonScanner({ keys: ['items'], of: 'elements' }, (value) => values.push(value));
          for (let at = 0; at < bytes.length; at += step) scanner.push(bytes.subarray(at, at + step));
          expect(scanner.end().open).toBe(false);
          expect(values.map(({ text }) => JSON.parse(text) as unknown)).toEqual(JSON.parse(JSON.stringify(records)));
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it('that break off are said to, and so are objects without the list', () => {
    expect(
      jsonValues('{"items":[{"a":1},{"b":', { keys: ['items'], of: 'elements' }).map(({ problem }) => problem),
    ).toEqual([undefined, 'the record is cut off']);
    expect(jsonValues('{"page":2}', { keys: ['items'], of: 'elements' })).toMatchObject([
      { problem: 'the object has no "items"' },
    ]);
  });

  it('keep whole numbers that are too long for a number, as text', () => {
    expect(
      parseJson('{"id":1234567890123456789,"s":"1: 1234567890123456789","f":1.5,"l":[-1234567890123456789]}'),
    ).toEqual({
      id: '1234567890123456789',
      s: '1: 1234567890123456789',
      f: 1.5,
      l: ['-1234567890123456789'],
    });
  });
});

describe('the outline of a beginning of JSON', () => {
  it('names every path with its first values, also where the text breaks off in the first record', () => {
    const outline = outlineOf(
      '{"kind":"List","items":[{"kind":"Pod","metadata":{"labels":{"a.b/c":"d"}},"spec":{"containers":[{"na',
    );
    expect(Object.fromEntries(outline ?? [])).toMatchObject({
      kind: ['List'],
      'items[].kind': ['Pod'],
      'items[].metadata.labels.a.b/c': ['d'],
    });
  });

  it.each(['[1795298069] unbound[19985:0] query: 127.0.0.11', '[INFO] 10.0.0.1:53', 'plain', '{"a":1} tail'])(
    'is none for %s',
    (text) => {
      expect(outlineOf(text)).toBeUndefined();
    },
  );
});
