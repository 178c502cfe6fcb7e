import { describe, expect, it } from 'vitest';
import { FLEET, REQUESTS, RESPONSES, at, micros } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const POLICY = 'action,from_kind,from,to_kind,to,valid_from,valid_to';

/** `web` (red) asks for `shop` (blue) at 10:00, 10:20 and 10:40, and for `data` (red) at 10:10; `shop` for `data` at 10:30. */
const CASE: Files = {
  ...FLEET,
  'tree.csv': csv(
    'service_id,service_name,subscription_id,tenant,namespace,valid_from,valid_to',
    'web,Web,sub-web,red,front,,',
    'shop,Shop,sub-shop,blue,back,,',
    'data,Data,sub-data,red,back,,',
  ),
  'requests.csv': csv(
    REQUESTS,
    `${at('10:00:00')},q1,c-web,shop.example,A`,
    `${at('10:10:00')},q2,c-web,data.example,A`,
    `${at('10:20:00')},q3,c-web,shop.example,A`,
    `${at('10:30:00')},q4,c-shop,data.example,A`,
    `${at('10:40:00')},q5,c-web,shop.example,A`,
  ),
  'responses.csv': csv(
    RESPONSES,
    `${at('10:00:00')},q1,c-web,shop.example,A,NOERROR,10.0.0.2`,
    `${at('10:10:00')},q2,c-web,data.example,A,NOERROR,10.0.0.3`,
    `${at('10:20:00')},q3,c-web,shop.example,A,NOERROR,10.0.0.2`,
    `${at('10:30:00')},q4,c-shop,data.example,A,NOERROR,10.0.0.3`,
    `${at('10:40:00')},q5,c-web,shop.example,A,NOERROR,10.0.0.2`,
  ),
};

describe('policies held against a case', () => {
  it('say of each dependency what the rules of its time said, with the records of both', async () => {
    const policy = csv(
      POLICY,
      'allow,tenant,red,any,,,',
      `deny,tenant,red,tenant,blue,${at('10:20:00')},`,
      'allow,namespace,back,namespace,front,,',
      'deny,tenant,green,any,,,',
    );
    await withCase({ ...CASE, 'policy.csv': policy }, async ({ call }) => {
      const { verdicts, rules, counts, crossings, allowList } = await call('policy.read', {});
      const said = verdicts.map(({ client, server, verdict, lookups, crossing }) =>
        [client, server, verdict, lookups, crossing?.to ?? '-'].join(' '),
      );
      expect(said).toEqual([
        'web shop denied 2 blue',
        'shop data not-covered 1 red',
        'web shop allowed 1 blue',
        'web data allowed 1 -',
      ]);
      const denied = verdicts.find(({ verdict }) => verdict === 'denied');
      expect(denied?.part.from).toBe(micros('10:20:00'));
      expect(denied?.evidence.map(({ citation }) => [citation.path.split('/').at(-1), citation.line])).toEqual([
        ['requests.csv', 4],
        ['policy.csv', 3],
      ]);
      expect([counts, crossings]).toEqual([{ denied: 1, undecided: 0, 'not-covered': 1, allowed: 2 }, 2]);
      expect(rules.map(({ text, state, lookups }) => [text, state, lookups]).sort()).toEqual([
        ['allow namespace back → namespace front', 'unused', 0],
        ['allow tenant red → any', 'used', 2],
        ['deny tenant green → any', 'unmatched', 0],
        ['deny tenant red → tenant blue', 'used', 2],
      ]);
      expect(allowList).toEqual([
        { server: 'data', namespaces: [], services: ['shop', 'web'], denied: [] },
        { server: 'shop', namespaces: [], services: ['web'], denied: ['web'] },
      ]);
      expect((await call('policy.yaml', {})).yaml).toContain('kind: NetworkPolicy');

      const early = await call('policy.read', { window: { from: micros('10:00:00'), to: micros('10:20:00') } });
      expect(early.verdicts.map(({ verdict }) => verdict)).toEqual(['allowed', 'allowed']);
      expect(early.rules.map(({ text }) => text)).not.toContain('deny tenant red → tenant blue');
    });
  });

  it('take the regions of the lookups themselves, where rules speak of regions', async () => {
    const policy = csv(POLICY, 'deny,region,East,region,West,,', 'allow,region,East,region,East,,');
    await withCase({ ...CASE, 'policy.csv': policy }, async ({ call }) => {
      const { verdicts } = await call('policy.read', {});
      expect(verdicts.map(({ client, server, verdict, regions }) => [client, server, verdict, regions])).toEqual([
        ['shop', 'data', 'denied', { from: 'East', to: 'West' }],
        ['web', 'shop', 'allowed', { from: 'East', to: 'East' }],
        ['web', 'data', 'denied', { from: 'East', to: 'West' }],
      ]);
    });
  });
});
