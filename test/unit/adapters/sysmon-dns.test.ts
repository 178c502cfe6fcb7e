import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const flat = fixture('sysmon-dns/flat.ndjson');
const first = {
  table: 'dns_response',
  timestamp: '2026-03-04T10:00:00.123Z',
  source_vm_id: 'SHOP-1',
  fqdn: 'shop.example',
  query_type: 'unknown',
  response_code: 'NOERROR',
  cname: 'lb.example',
  whole: 'true',
};

describe('Sysmon lookups', () => {
  it('give the computer, the addresses in all their spellings, the CNAME, and the time of UtcTime', () => {
    const { format, records } = mapped(flat);
    expect(format).toBe('sysmon-dns');
    expect(records[0]).toEqual([
      { ...first, answer_ip: '::ffff:10.0.0.8' },
      { ...first, answer_ip: '10.0.0.9' },
      { ...first, answer_ip: '2001:db8::8' },
    ]);
  });

  it('with local time that is called UTC are marked with the hours between', () => {
    expect(mapped(flat).assumed).toEqual(["UtcTime is right; the events' own times are 4 h behind it"]);
    expect(mapped(fixture('sysmon-dns/winlogbeat.ndjson')).assumed).toEqual([]);
  });

  it.each([
    [1, 'a name that does not exist', { response_code: 'NXDOMAIN' }],
    [2, 'a name without a record of the type', { response_code: 'NOERROR' }],
    [7, 'a result of another type', { fqdn: '8.0.0.10.in-addr.arpa', response_code: 'NOERROR' }],
  ])('in record %i of %s have no address', (index, _, said) => {
    const { records } = mapped(flat);
    expect(records[index]).toMatchObject([said]);
    expect(records[index]).not.toHaveProperty('0.answer_ip');
  });

  it('that timed out are unanswered; a status that says nothing of DNS leaves the code unknown', () => {
    const { records } = mapped(flat);
    expect(records[3]).toMatchObject([{ table: 'dns_request', fqdn: 'slow.example' }]);
    expect(records[4]).toMatchObject([{ table: 'dns_response', fqdn: 'odd.example' }]);
    expect(records[4]).not.toHaveProperty('0.response_code');
  });

  it('without a name, and events of other ids, are skipped', () => {
    const { records } = mapped(flat);
    expect(records.slice(5, 7)).toEqual([
      { skip: 'no name was asked for' },
      { skip: 'other events than lookups and connections (Sysmon 22 and 3)' },
    ]);
  });

  it.each([
    ...['log-analytics.ndjson', 'winlogbeat.ndjson', 'winlogbeat-ecs.ndjson', 'evtx.ndjson', 'evtxecmd.csv'],
    ...['event-viewer.xml', 'powershell.json'],
  ])('are read alike from %s', (name) => {
    const { format, records } = mapped(fixture(`sysmon-dns/${name}`));
    expect(format).toBe('sysmon-dns');
    const time = expect.stringMatching(/^2026-03-04T10:00:0\d\.1230*Z$/) as string;
    const lookup = [{ ...first, timestamp: time, answer_ip: '::ffff:10.0.0.8' }];
    expect(records).toEqual([lookup, lookup]);
  });

  it('are read from XML in the syslog, its escapes undone; other events in it are skipped', () => {
    const { records } = mapped(fixture('sysmon-dns/syslog.log'));
    expect(records[0]).toMatchObject([{ ...first, source_vm_id: 'shop-1', answer_ip: '::ffff:10.0.0.8' }]);
    expect(records[2]).toEqual({ skip: 'other events than lookups and connections (Sysmon 22 and 3)' });
  });
});
