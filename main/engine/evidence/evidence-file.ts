import type { ImportOptions } from '../../../shared/api.ts';
import type { EvidenceFile } from '../adapters/adapter.ts';
import type { Sample } from './sample.ts';
import type { Survey } from './survey.ts';

/** What the records of a file rest on beside its bytes: what folders of its path say, by their keys, and the file's time under `@time`. */
export type Context = Readonly<Record<string, string | null>>;

type Place = Pick<Survey, 'path' | 'modified'>;

const TIME = '@time';
/** Archives keep times in steps of two seconds. */
const SAME_TIME_MS = 2000;

/** What an adapter is told of the file that it reads, and what it made use of so far. */
export interface OpenedFile {
  readonly file: EvidenceFile;
  readonly assumed: ReadonlySet<string>;
  readonly context: () => Context;
}

/** Opens a surveyed file for an adapter. */
export function openFile(survey: Survey, sample: Sample, declared: ImportOptions): OpenedFile {
  const [said, used, assumed] = [saidBeside(survey, declared), new Set<string>(), new Set<string>()];
  const use = (name: string): string | undefined => {
    used.add(name);
    return said[name] ?? undefined;
  };
  return {
    file: {
      path: survey.path,
      modified: survey.modified,
      declared,
      sample,
      key: use,
      time: () => use(TIME) ?? '',
      assume: (what) => assumed.add(what),
    },
    assumed,
    context: () => Object.fromEntries([...used].map((name) => [name, said[name] ?? null])),
  };
}

/** Whether a file of the same bytes says the same where it stands: all that the records of the other rested on is alike. */
export function saysTheSame(context: Context, file: Place, declared: ImportOptions): boolean {
  const said = saidBeside(file, declared);
  return Object.entries(context).every(([name, value]) => {
    const here = said[name] ?? null;
    if (name !== TIME || value === null || here === null) return here === value;
    return Math.abs(Date.parse(here) - Date.parse(value)) <= SAME_TIME_MS;
  });
}

function saidBeside({ path, modified }: Place, { at }: ImportOptions): Context {
  const keys = path.split(/[/\\!]/).flatMap((part) => {
    const found = /^([A-Za-z_][\w-]*)=(.*)$/.exec(part);
    return found ? [[(found[1] ?? '').toLowerCase(), decoded(found[2] ?? '')] as const] : [];
  });
  return { ...Object.fromEntries(keys), [TIME]: new Date((at ?? modified) / 1000).toISOString() };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
