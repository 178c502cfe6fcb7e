import type { Weight } from '../../../shared/compliance/weight.ts';
import { plural } from '../../words/format.ts';

/** `3 lookups`, `1 dependency`. */
export const figureWords = (figure: number, weight: Weight): string =>
  weight === 'lookups' ? plural(figure, 'lookup') : plural(figure, 'dependency', 'dependencies');
