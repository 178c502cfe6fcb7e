import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../main/engine/adapters/registry.ts';
import { samplesOfText } from '../../../main/engine/evidence/sample.ts';
import { surveyFile } from '../../../main/engine/evidence/survey.ts';
import { withFolder, writeFiles } from '../../engine-kit/with-case.ts';

const LOOKUP = `${JSON.stringify({ query_timestamp: '2026-03-02T10:00:00Z', query_name: 'a.example.', rcode: 'NOERROR', srcids: {}, answers: [] })}\n`;

/** The formats that a file is told to be of, from a survey of it on disk. */
async function formatsOf(text: string): Promise<readonly string[]> {
  return withFolder(async (folder) => {
    const [file = ''] = await writeFiles(folder, { file: text });
    await (await open(join(folder, 'text'), 'w')).close();
    const part = { path: file, file, archives: [], modified: 0 };
    const { samples } = await surveyFile(part, folder, {
      signal: new AbortController().signal,
      onBytes: () => undefined,
    });
    return recognise(samples).map(({ adapter }) => adapter.format);
  });
}

describe('a format', () => {
  it('is told from the first 64 KiB alone', async () => {
    const filler = `${JSON.stringify({ filler: 'x'.repeat(1000) })}\n`;
    const within = filler.repeat(10) + LOOKUP;
    const beyond = filler.repeat(66) + LOOKUP;
    expect(beyond.indexOf('query_timestamp')).toBeGreaterThan(1 << 16);
    expect(await formatsOf(within)).toEqual(['aws-route53-resolver']);
    expect(await formatsOf(beyond)).toEqual([]);
  });

  it('that fits a file as well as another is not guessed at: both are given, to be asked about', () => {
    const lines = [
      'Mar  2 09:00:01 ns-1 unbound[1:0] info: 10.0.0.1 a.example. A IN',
      '[1772442000] SERVICE ALERT: stock-1;HTTP;CRITICAL;HARD;3;connect refused',
    ];
    const formats = recognise(samplesOfText(`${lines.join('\n')}\n`, true)).map(({ adapter }) => adapter.format);
    expect([...formats].sort()).toEqual(['nagios', 'unbound']);
  });

  it('that is only likely gives way to one that is certain', () => {
    const lines = Array.from(
      { length: 5 },
      (_, nth) => `Mar  2 09:00:0${nth} ns-1 dnsmasq[12]: query[A] a.example from 10.0.0.1`,
    );
    const formats = (format?: string) =>
      recognise(samplesOfText(`${lines.join('\n')}\n`, true), { format }).map(({ adapter }) => adapter.format);
    expect(formats()).toEqual(['dnsmasq']);
    // Which may be asked for all the same; a format that does not fit is not.
    expect(formats('syslog')).toEqual(['syslog']);
    expect(formats('bind')).toEqual(['dnsmasq']);
  });
});
