import type { Weight } from '../../../shared/compliance/weight.ts';
import { count, plural } from '../../words/format.ts';

/** `3 lookups`, `1 dependency`. */
export const figureWords = (figure: number, weight: Weight): string =>
  weight === 'lookups' ? plural(figure, 'lookup') : plural(figure, 'dependency', 'dependencies');

/** What stands in a cell; nothing where there is none. */
export const figureText = (figure: number): string => (figure > 0 ? count(figure) : '');

/** The letters of the longest figure. */
export const longestText = (figures: readonly number[]): number => figureText(Math.max(0, ...figures)).length;
