import type { Mapping } from '../model/mapping.ts';
import { isZone } from '../model/time.ts';
import { MAPPED_FIELDS, MAPPED_NEEDS } from './fields.ts';
import { compiled } from './propose-lines.ts';
import { timeReader } from './time-format.ts';

/** Something in a mapping that keeps it from being used: where, what, and what to do. */
export interface MappingProblem {
  readonly at: readonly string[];
  readonly what: string;
  readonly remedy: string;
}

/** What is wrong with a mapping beyond its shape; empty where it can be used. */
export function mappingProblems(mapping: Mapping): readonly MappingProblem[] {
  const { kind, lines, fields, constants = {}, values = {}, times = {} } = mapping;
  const known = MAPPED_FIELDS[kind].map(({ name }) => name);
  const words = kind.replaceAll('_', ' ');
  const problems: MappingProblem[] = [];
  const say = (at: readonly string[], what: string, remedy: string) => problems.push({ at, what, remedy });

  for (const [part, named] of Object.entries({ fields, constants, values }))
    for (const field of Object.keys(named))
      if (!known.includes(field))
        say([part, field], `a ${words} has no field “${field}”.`, `Its fields are ${known.join(', ')}.`);
  for (const field of Object.keys(constants))
    if (field in fields)
      say(['constants', field], `“${field}” is both a column and a constant.`, 'Leave one of them out.');
  for (const oneOf of MAPPED_NEEDS[kind])
    if (!oneOf.some((field) => field in fields || field in constants))
      say(['fields'], `a ${words} needs ${oneOf.join(' or ')}.`, 'Name its column, or a constant for all records.');
  if (lines && 'pattern' in lines) {
    const expression = compiled(lines.pattern);
    const groups = [...lines.pattern.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name]) => name ?? '');
    if (!expression)
      say(['lines', 'pattern'], 'the pattern is not a regular expression.', 'Check its brackets and named groups.');
    for (const [field, column] of Object.entries(fields))
      if (!groups.includes(column))
        say(
          ['fields', field],
          `the pattern has no group “${column}”.`,
          `Its groups are ${groups.join(', ') || 'none: write (?<name>…)'}.`,
        );
  }
  if (times.format !== undefined) {
    const read = timeReader(times.format);
    if (typeof read === 'string')
      say(['times', 'format'], `“${times.format}” is not a time format: ${read}.`, 'E.g. %d/%b/%Y:%H:%M:%S %z.');
  }
  if (times.zone !== undefined && !isZone(times.zone))
    say(['times', 'zone'], `“${times.zone}” is not a time zone.`, 'Give an IANA name, e.g. Europe/Berlin.');
  return problems;
}
