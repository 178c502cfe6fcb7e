import { resolve } from 'node:path';
import type { Command, Option } from 'commander';
import { AftermapError } from '../../shared/failure.ts';

/** The longest name of a plan or a person. */
const LONGEST = 200;

/**
 * Refuses a command whose options or arguments are given with nothing in them: what is meant cannot be told.
 * @throws AftermapError `usage`
 */
export function refuseEmpty(command: Command): void {
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (texts(value).some((text) => text.trim() === ''))
      throw new AftermapError('usage', `${option.long ?? option.flags} is given with nothing in it.`, remedy(option));
  }
  if (command.args.some((argument) => argument.trim() === ''))
    throw new AftermapError('usage', 'An argument is empty.', 'Name a file or a folder, or leave it out.');
}

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

const remedy = ({ flags, description }: Option): string => `Write ${flags}: ${description}; or leave it out.`;

/**
 * A name that is to be kept, as an option gives it.
 * @throws AftermapError `usage` where it is too long
 */
export function nameOption(option: string, text: string): string {
  const name = text.trim();
  if (name.length > LONGEST)
    throw new AftermapError('usage', `${option} has ${name.length} letters.`, `Give ${LONGEST} at most.`);
  return name;
}

/**
 * Refuses an option that means nothing without another.
 * @throws AftermapError `usage`
 */
export function needs<Flags extends object>(
  flags: Flags,
  option: keyof Flags & string,
  others: readonly (keyof Flags & string)[],
): void {
  if (flags[option] === undefined || others.some((other) => flags[other] !== undefined)) return;
  const named = others.map(spelled).join(' or ');
  throw new AftermapError(
    'usage',
    `${spelled(option)} goes with ${named}.`,
    `Give ${named} too, or leave ${spelled(option)} out.`,
  );
}

/**
 * Refuses options of which one only can be honoured.
 * @throws AftermapError `usage`
 */
export function oneOf<Flags extends object>(flags: Flags, options: readonly (keyof Flags & string)[]): void {
  const given = options.filter((option) => flags[option] !== undefined).map(spelled);
  if (given.length > 1)
    throw new AftermapError('usage', `${given.join(' and ')} are asked for at once.`, 'Give one of them.');
}

/**
 * Refuses options that name one file twice: what is written last would take the place of the other.
 * @throws AftermapError `usage`
 */
export function differentFiles<Flags extends object>(flags: Flags, options: readonly (keyof Flags & string)[]): void {
  const named = new Map<string, string>();
  for (const option of options) {
    const value: unknown = flags[option];
    if (typeof value !== 'string') continue;
    const file = resolve(value);
    const before = named.get(file);
    if (before !== undefined)
      throw new AftermapError(
        'usage',
        `${before} and ${spelled(option)} name one file, ${value}.`,
        'Name a file for each.',
      );
    named.set(file, spelled(option));
  }
}

/** An option as it is written: `withoutService` is `--without-service`. */
const spelled = (option: string): string => `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
