import { describe, expect, it } from 'vitest';
import { at } from '../engine-kit/fleet.ts';
import { csv, withCase } from '../engine-kit/with-case.ts';

const T = at('10:00:00');

const FILES = [
  {
    what: 'connections',
    name: 'sockets.csv',
    header: 'timestamp,host,src_ip,src_port,dst_ip,dst_port,protocol,pid,process_name,role,count',
    format: 'canonical-connection',
    good: [
      `${T},node-1,10.0.0.1,51000,10.0.0.2,443,tcp,812,web,connect,3`,
      `${T},node-2,10.0.0.2,443,,,tcp,9,shop,listen,`,
      `${T},node-2,*,8080,*,*,,,,LISTEN,`,
      `${T},,fd00::1,51000,fd00::2,443,,,,,`,
    ],
    bad: [
      ['yesterday,n,10.0.0.1,1,10.0.0.2,2,,,,,', 'timestamp "yesterday" is not a time'],
      [`${T},n,10.0.0.300,1,10.0.0.2,2,,,,,`, 'src_ip "10.0.0.300" is not an IP address'],
      [`${T},n,10.0.0.1,70000,10.0.0.2,2,,,,,`, 'src_port "70000" is not a port'],
      [`${T},n,10.0.0.1,1,,,,,,,`, 'dst_ip is missing'],
      [`${T},n,10.0.0.1,1,10.0.0.2,,,,,,`, 'dst_port is missing'],
      [`${T},n,10.0.0.1,1,10.0.0.2,2,,,,server,`, 'role "server" is not connect, listen or unknown'],
      [`${T},n,10.0.0.1,1,10.0.0.2,2,,,,,none`, 'count "none" is not a number of connections'],
    ],
  },
  {
    what: 'heartbeats',
    name: 'beats.csv',
    header: 'timestamp,emitter,detector,sequence,rtt_ms,interval_ms',
    format: 'canonical-heartbeat',
    good: [`${T},c-1,c-2,1,0.4,1000`, `${T},c-1,c-3,,,`],
    bad: [
      [`${T},,c-2,1,,`, 'emitter is missing'],
      [`${T},c-1,,1,,`, 'detector is missing'],
      [`${T},c-1,c-2,one,,`, 'sequence "one" is not a whole number from 0'],
      [`${T},c-1,c-2,-1,,`, 'sequence "-1" is not a whole number from 0'],
      [`${T},c-1,c-2,1,-3,`, 'rtt_ms "-3" is not a time in milliseconds'],
      [`${T},c-1,c-2,1,,0`, 'interval_ms "0" is not a time in milliseconds'],
    ],
  },
  {
    what: 'policy rules',
    name: 'policy.csv',
    header: 'action,from_kind,from,to_kind,to,valid_from,valid_to',
    format: 'canonical-policy-rule',
    good: [`deny,any,,any,,,`, `Allow,tenant,red,namespace,shop,${T},`],
    bad: [
      ['block,any,,any,,,', 'action "block" is not allow or deny'],
      ['deny,any,crm,any,,,', 'from "crm" is given where from_kind is any'],
      ['allow,team,a,any,,,', 'from_kind "team" is not service, namespace, tenant, region or any'],
      ['allow,any,,service,,,', 'to is missing'],
      [`allow,any,,any,,${T},${T}`, `valid_to "${T}" is not after valid_from "${T}"`],
    ],
  },
] as const;

describe.each(FILES)('canonical $what', ({ name, header, format, good, bad }) => {
  it('are taken in, and each record that cannot be is named with line and reason', async () => {
    const text = csv(header, ...good, ...bad.map(([line]) => line));
    await withCase({ [name]: text }, ({ sources }) => {
      expect(sources[0]).toMatchObject({
        format,
        records: good.length + bad.length,
        accepted: good.length,
        rejects: bad.map(([, reason], i) => ({ line: 2 + good.length + i, reason })),
      });
      return Promise.resolve();
    });
  });

  it('seen twice in overlapping files count once', async () => {
    const text = csv(header, ...good);
    const more = csv(header, good[0]);
    await withCase({ [name]: text, [`again-${name}`]: more }, ({ sources }) => {
      const total = (part: 'accepted' | 'repeated') => sources.reduce((sum, source) => sum + source[part], 0);
      expect([total('accepted'), total('repeated')]).toEqual([good.length, 1]);
      return Promise.resolve();
    });
  });
});
