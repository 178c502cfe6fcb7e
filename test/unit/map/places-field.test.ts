import { expect, it } from 'vitest';
import { placesField } from '../../../shared/map/export/csv.ts';

it('places of evidence can be told apart where paths hold blanks', () => {
  const at = (path: string, line: number) => ({ citation: { source: 1, path, line } });
  const field = placesField([at('/in/my logs/dns 1.csv', 3), at('/in/my logs/dns 2.csv', 14)]);
  expect(field.split('; ')).toEqual(['/in/my logs/dns 1.csv:3', '/in/my logs/dns 2.csv:14']);
});
