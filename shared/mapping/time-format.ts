/** A time as a format finds it in a text: `rest` is the time of day (and zone) as ISO 8601 writes it after the T. */
export interface FoundTime {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
  readonly rest: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const LETTERS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  m: '(?<m>\\d{1,2})',
  d: '\\s?(?<d>\\d{1,2})',
  e: '\\s?(?<d>\\d{1,2})',
  b: '(?<b>[A-Za-z]{3})[a-z.]*',
  B: '(?<b>[A-Za-z]{3})[a-z]*',
  a: '[A-Za-z]{2,}\\.?',
  A: '[A-Za-z]+',
  H: '\\s?(?<H>\\d{1,2})',
  I: '\\s?(?<H>\\d{1,2})',
  M: '(?<M>\\d{2})',
  S: '(?<S>\\d{2}(?:[.,]\\d{1,9})?)',
  f: '(?<f>\\d{1,9})',
  p: '(?<p>[AaPp])\\.?[Mm]\\.?',
  z: '(?<z>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})',
  '%': '%',
};

/** Reads times of a format in the letters of strptime (%Y %m %d %b %H %M %S %f %p %z …); undefined for a text that is not of it. A wrong format: why. */
export function timeReader(format: string): ((text: string) => FoundTime | undefined) | string {
  let wrong: string | undefined;
  const source = format.replace(/%(.)|\s+|[^%\s]/g, (part, letter: string | undefined) => {
    if (letter === undefined) return /^\s/.test(part) ? '\\s+' : part.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
    if (!(letter in LETTERS)) wrong ??= `%${letter} is not known`;
    return LETTERS[letter] ?? '';
  });
  if (wrong !== undefined) return wrong;
  if (!/\?<m>|\?<b>/.test(source) || !/\?<d>/.test(source)) return 'it needs a day and a month (%d, %m or %b)';
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^${source}$`);
  } catch {
    return 'each letter may stand once';
  }
  return (text) => {
    const found = pattern.exec(text.trim())?.groups;
    return found && timeOf(found);
  };
}

function timeOf(found: Readonly<Record<string, string | undefined>>): FoundTime | undefined {
  const month = found.m === undefined ? MONTHS.indexOf((found.b ?? '').toLowerCase()) + 1 : Number(found.m);
  if (month < 1 || month > 12) return undefined;
  const short = found.y === undefined ? undefined : 2000 + Number(found.y);
  const half = found.p?.toLowerCase();
  const clock = Number(found.H ?? 0);
  const hour = half === undefined ? clock : (clock % 12) + (half === 'p' ? 12 : 0);
  const fraction = found.f === undefined ? '' : `.${found.f}`;
  const zone = found.z === undefined ? '' : found.z.replace(/^(UTC|GMT)$/, 'Z');
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    year: found.Y === undefined ? short : Number(found.Y),
    month,
    day: Number(found.d),
    rest: `${two(hour)}:${found.M ?? '00'}:${(found.S ?? '00').replace(',', '.')}${fraction}${zone}`,
  };
}

/** Formats that logs use beside ISO 8601, epoch numbers and dates of numbers alone. */
const COMMON = [
  '%d/%b/%Y:%H:%M:%S %z',
  '%d/%b/%Y:%H:%M:%S',
  '%b %d %H:%M:%S',
  '%b %d %Y %H:%M:%S',
  '%b %d, %Y %H:%M:%S',
  '%d-%b-%Y %H:%M:%S',
  '%d %b %Y %H:%M:%S',
  '%d %b %Y %H:%M:%S %z',
  '%a %b %d %H:%M:%S %Y',
  '%a, %d %b %Y %H:%M:%S %z',
  '%Y%m%d %H:%M:%S',
  '%Y%m%d%H%M%S',
];

const CLOCK = String.raw`\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const PLAIN = [
  String.raw`\d{4}-\d{2}-\d{2}([T ]${CLOCK})?`,
  String.raw`\d{8}T\d{2}:?\d{2}(:?\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?`,
  String.raw`1\d{9}(\d{3}|\d{6}|\d{9})?(\.\d+)?`,
  String.raw`(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}\/\d{2}\/\d{2})(,?[T ]+${CLOCK})?`,
].map((source) => new RegExp(`^${source}$`));

/** Whether a text is a time that is read without a format: ISO 8601, epoch numbers, dates of numbers alone. */
export function isPlainTime(text: string): boolean {
  return PLAIN.some((pattern) => pattern.test(text));
}

/** Whether a text is a time, plain or of a common format. */
export function readsAsTime(text: string): boolean {
  return isPlainTime(text) || commonFormat([text]) !== undefined;
}

/** The common format that most of the times are of; undefined where they need none or are of none. */
export function commonFormat(times: readonly string[]): string | undefined {
  if (times.length === 0 || times.filter(isPlainTime).length >= times.length / 2) return undefined;
  return COMMON.find((format) => {
    const read = timeReader(format);
    return typeof read !== 'string' && times.filter((text) => read(text)).length > times.length / 2;
  });
}
