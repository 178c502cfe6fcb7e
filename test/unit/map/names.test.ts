import { expect, it } from 'vitest';
import { namesFrom } from '../../../shared/map/names.ts';

it('services of one name are told apart by their ids; one that is not known goes by its id', () => {
  const name = namesFrom([
    { id: 'east/shop/web', name: 'web' },
    { id: 'west/shop/web', name: 'web' },
    { id: 'shop/api', name: 'api' },
  ]);
  expect(['east/shop/web', 'west/shop/web', 'shop/api', 'gone'].map(name)).toEqual([
    'web (east/shop/web)',
    'web (west/shop/web)',
    'api',
    'gone',
  ]);
});
