import { describe, expect, it } from 'vitest';
import { mappingToYaml, parseMapping } from '../../../shared/mapping/mapping-yaml.ts';
import { mappingProblems } from '../../../shared/mapping/problems.ts';
import { proposeLines, takeApart } from '../../../shared/mapping/propose-lines.ts';
import { mappingName, proposeMapping } from '../../../shared/mapping/propose.ts';
import { commonFormat, timeReader } from '../../../shared/mapping/time-format.ts';
import type { FileLook, MappedKind, Mapping } from '../../../shared/model/mapping.ts';

/** The beginning of a CSV file: its header, then rows. */
function look(header: string, ...rows: readonly string[]): FileLook {
  const cells = rows.map((row) => row.split(','));
  const columns = header.split(',').map((name, index) => ({ name, values: cells.map((row) => row[index] ?? '') }));
  return { shape: 'csv', columns, firstLines: [header, ...rows] };
}

const proposed = (kind: MappedKind | undefined, ...file: readonly [string, ...string[]]) =>
  proposeMapping(look(...file), 'test', kind);

describe('a mapping is proposed', () => {
  it('by the names of columns and by what stands in them', () => {
    expect(
      proposed(
        undefined,
        'logged_at,requester,qname,qtype,rcode,answers,ms',
        '2026-03-04T10:00:00Z,10.0.0.1,shop.example.com,A,NOERROR,10.0.0.2,3',
        '2026-03-04T10:00:01Z,10.0.0.1,data.example.com,A,NXDOMAIN,,4',
      ),
    ).toEqual({
      name: 'test',
      kind: 'dns_lookup',
      fields: {
        timestamp: 'logged_at',
        source_ip: 'requester',
        fqdn: 'qname',
        query_type: 'qtype',
        response_code: 'rcode',
        answer_ip: 'answers',
      },
    });
  });
  it('by what stands in columns alone, the client before the answer; a type that is not there is a constant', () => {
    const mapping = proposed(
      undefined,
      'c1,c2,c3,c4',
      '26/Mar/2026:10:00:00 +0000,10.0.0.1,shop.example.com,10.0.0.2',
      '27/Mar/2026:10:00:00 +0000,10.0.0.1,data.example.com,10.0.0.3',
    );
    expect(mapping).toMatchObject({
      kind: 'dns_lookup',
      fields: { timestamp: 'c1', source_ip: 'c2', fqdn: 'c3', answer_ip: 'c4' },
      constants: { query_type: 'A' },
      times: { format: '%d/%b/%Y:%H:%M:%S %z' },
    });
  });
  it('for inventories, health, connections and service trees', () => {
    expect(proposed(undefined, 'ip address,account,zone', '10.0.0.1,team-a,East')).toMatchObject({
      kind: 'ip_inventory',
      fields: { ip: 'ip address', subscription_id: 'account', region: 'zone' },
    });
    expect(
      proposed(
        undefined,
        'when,component,state,text',
        '2026-03-04T10:00:00Z,shop,Critical,disk',
        '2026-03-04T10:01:00Z,shop,OK,',
      ),
    ).toMatchObject({
      kind: 'health_event',
      fields: { timestamp: 'when', service_id: 'component', status: 'state' },
      values: { status: { critical: 'error' } },
    });
    expect(proposed(undefined, 'ts,saddr,sport,daddr,dport', '1772618400,10.0.0.1,40000,10.0.0.2,443')).toMatchObject({
      kind: 'connection',
      fields: { timestamp: 'ts', src_ip: 'saddr', src_port: 'sport', dst_ip: 'daddr', dst_port: 'dport' },
    });
    expect(proposed('service_tree', 'serviceId,serviceName,account', 'shop,Shop,sub-1')).toMatchObject({
      fields: { service_id: 'serviceId', service_name: 'serviceName', subscription_id: 'account' },
    });
  });
  it('never puts a column of other content into a field that it is named after', () => {
    expect(proposed('dns_request', 'time,client,name', 'soon,nobody,10.0.0.1').fields).toEqual({ source_ip: 'name' });
  });
  it('by the names of response codes whatever their column is called, never an owner as an alias', () => {
    const mapping = proposed(
      'dns_lookup',
      'Zeitpunkt,Quelle,question.name,Antwortcode,answers.name',
      '2026-03-04T10:00:00Z,10.0.0.1,shop.example.com,NXDOMAIN,shop.example.com',
    );
    expect(mapping.fields).toEqual({
      timestamp: 'Zeitpunkt',
      source_ip: 'Quelle',
      fqdn: 'question.name',
      response_code: 'Antwortcode',
    });
  });
  it('of a kind that its columns tell, not of one that only a default completes', () => {
    const machines = proposed(undefined, 'Name,Instance ID,Instance type,Private IP', 'web-1,i-0aa,t3.micro,10.0.0.1');
    expect(machines).toMatchObject({ kind: 'vm_inventory', fields: { vm_id: 'Instance ID', ip: 'Private IP' } });
  });
  it('under the name of its file', () => {
    expect(mappingName('/a/b.zip!Edge Resolver (2).csv.gz')).toBe('edge-resolver-2');
  });
});

describe('plain lines are taken apart', () => {
  it('at a delimiter that all have alike', () => {
    const lines = ['a|b|c', 'd|e|f'];
    expect(proposeLines(lines)).toEqual({ delimiter: '|' });
    expect(takeApart('a | b|c', { delimiter: '|' })).toEqual({ 1: 'a', 2: 'b', 3: 'c' });
    expect(takeApart('"a||b"||"say ""c"""', { delimiter: '||' })).toEqual({ 1: 'a||b', 2: 'say "c"' });
    expect(takeApart('"a|b', { delimiter: '|' })).toEqual({ 1: '"a', 2: 'b' });
  });
  it('by a pattern of what stands in them', () => {
    const lines = [
      'Mar  4 10:00:00 edge resolver[12]: client 10.0.0.1#5353 asked "shop.example.com." A got 10.0.0.2',
      'Mar  4 10:00:07 edge resolver[12]: client 10.0.0.9#61 asked "data.example.com." AAAA got 10.0.0.3',
    ];
    const found = proposeLines(lines);
    expect(found && takeApart(lines[1] ?? '', found)).toEqual({
      time: 'Mar  4 10:00:07',
      address: '10.0.0.9',
      name: 'data.example.com.',
      type: 'AAAA',
      address2: '10.0.0.3',
    });
  });
  it('whose time is one word, not the words after it', () => {
    const lines = ['2026-03-04T12:00:00Z edge 10.0.0.2 asked data.example.com A and got 10.0.0.3'];
    const found = proposeLines(lines);
    const parts = found && takeApart(lines[0] ?? '', found);
    expect(parts).toEqual({
      time: '2026-03-04T12:00:00Z',
      address: '10.0.0.2',
      name: 'data.example.com',
      type: 'A',
      address2: '10.0.0.3',
    });
    const columns = Object.entries(parts ?? {}).map(([name, value]) => ({ name, values: [value] }));
    expect(proposeMapping({ shape: 'text', columns, firstLines: lines }, 'edge')).toMatchObject({
      kind: 'dns_lookup',
      fields: { timestamp: 'time', source_ip: 'address', fqdn: 'name', query_type: 'type', answer_ip: 'address2' },
    });
  });
  it('by keys and values', () => {
    const lines = [
      't=2026-03-04T10:00:00Z src=10.0.0.1 q="a.example" rc=NOERROR',
      't=2026-03-04T10:00:01Z src=10.0.0.2 q="b.example" rc=NXDOMAIN',
    ];
    const found = proposeLines(lines);
    expect(found && takeApart(lines[1] ?? '', found)).toEqual({
      t: '2026-03-04T10:00:01Z',
      src: '10.0.0.2',
      q: 'b.example',
      rc: 'NXDOMAIN',
    });
  });
});

describe('times of a format', () => {
  it('are read, with or without a year', () => {
    const read = (format: string, text: string) => {
      const reader = timeReader(format);
      return typeof reader === 'string' ? reader : reader(text);
    };
    expect(read('%d/%b/%Y:%H:%M:%S %z', '04/Mar/2026:10:00:00 +0100')).toEqual({
      year: 2026,
      month: 3,
      day: 4,
      rest: '10:00:00+0100',
    });
    expect(read('%b %d %H:%M:%S', 'Mar  4 10:00:00.25')).toEqual({
      year: undefined,
      month: 3,
      day: 4,
      rest: '10:00:00.25',
    });
    expect(read('%d.%m.%y %I:%M:%S %p', '4.3.26 12:05:06 am')).toEqual({
      year: 2026,
      month: 3,
      day: 4,
      rest: '00:05:06',
    });
    expect(read('%b %d %H:%M:%S', 'Mrz 4 10:00:00')).toBeUndefined();
    expect(read('%Q', '4')).toBe('%Q is not known');
  });
  it('need no format where they are plain', () => {
    expect(commonFormat(['2026-03-04T10:00:00Z', '1772618400'])).toBeUndefined();
    expect(commonFormat(['03/04/2026 10:00'])).toBeUndefined();
    expect(commonFormat(['Mar  4 10:00:00'])).toBe('%b %d %H:%M:%S');
  });
});

describe('a mapping as a file', () => {
  const mapping: Mapping = {
    name: 'edge',
    kind: 'health_event',
    fields: { timestamp: 'at', service_id: 'app', status: 'state' },
    constants: { kind: 'availability' },
    values: { status: { up: 'ok', '*': 'error' } },
    only: { type: ['check'] },
    times: { format: '%d/%b/%Y:%H:%M:%S', zone: 'Europe/Berlin', order: 'day-month', year: 2026 },
  };
  it('comes back as it was', () => {
    expect(parseMapping(mappingToYaml(mapping), 'edge.yaml')).toEqual(mapping);
  });
  it.each([
    ['name: edge\nkind: dns_lookups\nfields: {}\n', /edge\.yaml, line 2: “kind”/],
    [
      'name: edge\nkind: heartbeat\nfields:\n  timestamp: at\n  emiter: a\n',
      /line 5: a heartbeat has no field “emiter”/,
    ],
    ['name: edge\nkind: heartbeat\nfields:\n  timestamp: at\n  emitter: a\n', /line 4: a heartbeat needs detector/],
    ['name: edge\nkind: heartbeat\nfileds: {}\n', /edge\.yaml, line \d: /],
    ['name: edge\nkind: [heartbeat\n', /edge\.yaml, line \d: /],
    ['name: a b\nkind: heartbeat\nfields: {}\n', /line 1: “name”: must be of letters/],
  ])('is refused with the line and a remedy: %s', (text, message) => {
    expect(() => parseMapping(text, 'edge.yaml')).toThrow(message);
  });
  it('says what is wrong with a pattern, a zone and a format', () => {
    const wrong = mappingProblems({
      ...mapping,
      lines: { pattern: '(?<at>' },
      times: { format: '%H', zone: 'Mars/Base' },
    });
    expect(wrong.map(({ at }) => at.join('.'))).toEqual(
      expect.arrayContaining(['lines.pattern', 'fields.service_id', 'times.format', 'times.zone']),
    );
  });
});
