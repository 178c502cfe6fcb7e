import { describe, expect, it } from 'vitest';
import { headings } from '../../../renderer/layout/heat.ts';
import { noRegionChoices } from '../../../renderer/store/region-choices.ts';
import { arrange } from '../../../renderer/views/regions/arrange.ts';
import { reportOf } from '../compliance/report-of.ts';

const report = reportOf('t>a:5@West,2@East t>b:9@West a>c:1@East b>c:3@East', {
  rules: [{ name: 'West only', allow: ['West'] }],
  attributes: [
    { service: 'a', kind: 'tenant', value: 'acme', from: null, to: null },
    { service: 'c', kind: 'tenant', value: 'acme', from: null, to: null },
  ],
});
const told = (change: Partial<typeof noRegionChoices>) =>
  arrange(report, { ...noRegionChoices, ...change }, (id) => `Service ${id}`).map(({ label, row, total }) =>
    row === null ? `[${label} ${total}]` : `${label} ${total}`,
  );

describe('the lines of the heatmap', () => {
  it('stand by lookups, by name, or with findings first', () => {
    expect(told({})).toEqual(['Service b 9', 'Service a 7', 'Service c 4']);
    expect(told({ sort: 'name' })[0]).toBe('Service a 7');
    expect(told({ sort: 'findings' })[0]).toBe('Service c 4');
  });

  it('stand in groups with the sums of their services, and fold', () => {
    expect(told({ group: 'tenant' })).toEqual([
      '[acme 11]',
      'Service a 7',
      'Service c 4',
      '[Without tenant 9]',
      'Service b 9',
    ]);
    expect(told({ group: 'tenant', folded: ['acme'] })).toEqual(['[acme 11]', '[Without tenant 9]', 'Service b 9']);
    expect(told({ group: 'order' })[0]).toBe('[First order 16]');
  });

  it('count distinct dependencies where they are asked to', () => {
    expect(told({ weight: 'dependencies' })).toEqual(['Service c 2', 'Service a 1', 'Service b 1']);
  });

  it('are filtered by name', () => {
    expect(told({ filter: 'ice C' })).toEqual(['Service c 4']);
  });
});

it('headings stand upright where they would be cut over their columns', () => {
  expect(headings(['USEast', 'USWestCentral'], 5, 0).upright).toBe(false);
  expect(headings(['USEast', 'USWestCentral'], 5, 160).upright).toBe(true);
  expect(headings(['a-region-with-a-very-long-name'], 1, 0).upright).toBe(true);
  expect(headings(Array<string>(3).fill('detector-of-a-very-long-name'), 4, 500).upright).toBe(false);
  expect(headings(Array<string>(3).fill('detector-of-a-very-long-name'), 4, 400).upright).toBe(true);
  expect(
    headings(
      Array.from({ length: 30 }, (_, i) => `r${i}`),
      1,
      0,
    ).upright,
  ).toBe(true);
});
