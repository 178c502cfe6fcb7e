import { expect, it } from 'vitest';
import { unseenText } from '../../../shared/report/text/unseen-text.ts';
import { incident } from './incident.ts';

it('a map of one witness without records says that it tells nothing', () => {
  const { map } = incident;
  const of = (total: number) => ({ ...map, lookups: { ...map.lookups, total } });
  expect(unseenText(of(0), 'dns', 'window')).toEqual([
    'The window has no DNS lookups: that none is shown here tells nothing.',
  ]);
  expect(unseenText(map, 'connection', 'case')).toEqual([
    'The case has no records of connections: that none is shown here tells nothing.',
  ]);
  expect([...unseenText(of(1), 'dns', 'case'), ...unseenText(of(0), 'any', 'case')]).toEqual([]);
});
