import type { Argument, Diagnosis, Origin } from '../../model/diagnosis.ts';
import type { ServiceId } from '../../model/map.ts';
import { onsetText } from '../../map/words.ts';
import { assumedValid, type MaybeAssumed } from '../assumed-valid.ts';
import { elsewhere, RIVALS_IN_FULL, standingText, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { cited } from './cited.ts';
import { wrapped } from './table.ts';

type Names = (id: ServiceId) => string;

/** The rival origins for people, best first, with their paths and what speaks for and against each. */
export function diagnosisText(diagnosis: Diagnosis, services: readonly MaybeAssumed[]): string {
  const name = namesFrom(services);
  const list = (title: string, ids: readonly ServiceId[]) =>
    ids.length === 0 ? [] : [wrapped(`${title}: ${ids.map(name).join(', ')}`, '  ')];
  return [
    `Where did it begin? ${name(diagnosis.target)}, ${windowText(diagnosis.window)}`,
    wrapped(diagnosis.finding, '  '),
    '',
    ...diagnosis.origins.flatMap((origin, at) => originLines(origin, at + 1, name)),
    ...(diagnosis.origins.length > RIVALS_IN_FULL
      ? ['What speaks for and against the weaker rivals: --json.', '']
      : []),
    ...decidingLines(diagnosis),
    ...list('Failing', diagnosis.failing),
    ...list('Failing by failed lookups alone', diagnosis.failingByLookups),
    ...list('Counted too, failing elsewhere', elsewhere(diagnosis)),
    ...list('Without health data in the window', diagnosis.blind),
    ...assumedValid(services, diagnosis).map((line) => wrapped(line, '  ')),
    '',
  ].join('\n');
}

function originLines(origin: Origin, rank: number, name: Names): string[] {
  const steps = origin.path.map(({ service, inferred }) => (inferred ? `(${name(service)})` : name(service)));
  const stands = standingText(origin);
  const onset = origin.standing === 'suspect' ? '' : `, began ${onsetText(origin.onsetAfter, origin.onset)}`;
  return [
    `${rank}. ${name(origin.service)}  score ${origin.score.toFixed(2)}${onset}${stands === '' ? '' : ` (${stands})`}`,
    `   ${wrapped(steps.join(' → '), '     ')}`,
    ...(rank > RIVALS_IN_FULL
      ? []
      : [
          ...origin.for.map((argument) => argumentLine('+', argument)),
          ...origin.against.map((argument) => argumentLine('-', argument)),
        ]),
    '',
  ];
}

function decidingLines({ deciding }: Diagnosis): string[] {
  if (!deciding) return [];
  const head = deciding.needs === 'nothing' ? 'Open between 1 and 2' : 'Would decide between 1 and 2';
  return [wrapped(cited(`${head}: ${deciding.text}`, deciding.citation), '  '), ''];
}

function argumentLine(sign: string, { text, citation }: Argument): string {
  return `   ${sign} ${wrapped(cited(text, citation), '     ')}`;
}
