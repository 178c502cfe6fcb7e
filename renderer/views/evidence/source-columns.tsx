import { isOpened, type Source } from '../../../shared/model/evidence.ts';
import type { Micros } from '../../../shared/model/time.ts';
import type { Column } from '../../parts/Table.tsx';
import { isWithoutRecords, NO_RECORDS } from '../../../shared/report/no-records.ts';
import { shortPaths } from '../../../shared/report/short-paths.ts';
import { bytes, count, dayMinute, fileName, shortHash, stamp } from '../../words/format.ts';
import { kindName } from '../../words/kinds.ts';

/** The columns of the table of sources: what it is, how its records add up, when, and what was assumed. */
export function sourceColumns(sources: readonly Source[]): readonly Column<Source>[] {
  const names = shortPaths(sources.map(({ path }) => path));
  const file: Column<Source> = {
    key: 'file',
    label: 'File',
    width: 'minmax(200px, 2fr)',
    sort: (s) => fileName(s.path),
    cell: (s) => <FileName path={s.path} name={names.get(s.path) ?? s.path} />,
  };
  return [file, ...COLUMNS];
}

const COLUMNS: readonly Column<Source>[] = [
  {
    key: 'kind',
    label: 'Recognised as',
    width: 'minmax(140px, 1fr)',
    sort: (s) => kindName(s.kind),
    cell: (s) => <Kind source={s} />,
  },
  {
    key: 'format',
    label: 'Format',
    width: 'minmax(196px, 1.4fr)',
    sort: (s) => `${s.format} ${s.wrapper}`,
    cell: (s) => <Format source={s} />,
  },
  {
    ...figure('records', 'Records', '76px', (s) => s.records),
    cell: (s) =>
      isWithoutRecords(s) ? (
        <b className="degraded-ink" title={`This file ${NO_RECORDS}.`}>
          none
        </b>
      ) : (
        <Figure n={s.records} />
      ),
  },
  figure('accepted', 'Accepted', '80px', (s) => s.accepted),
  figure('repeated', 'Repeated', '80px', (s) => s.repeated),
  {
    ...figure('rejected', 'Rejected', '78px', (s) => s.rejected),
    cell: (s) => (s.rejected === 0 ? <Figure n={0} /> : <b className="fail-ink">{count(s.rejected)}</b>),
  },
  {
    ...figure('skipped', 'Skipped', '74px', (s) => sum(s.skipped)),
    cell: (s) => (
      <span title={reasons(s.skipped)}>
        <Figure n={sum(s.skipped)} />
      </span>
    ),
  },
  { key: 'from', label: 'From (UTC)', width: '138px', sort: (s) => s.from ?? 0, cell: (s) => <Time at={s.from} /> },
  { key: 'to', label: 'To (UTC)', width: '138px', sort: (s) => s.to ?? 0, cell: (s) => <Time at={s.to} /> },
  {
    key: 'assumed',
    label: 'Assumed',
    width: 'minmax(100px, 1fr)',
    sort: (s) => s.assumed.join(),
    cell: (s) =>
      s.assumed.length === 0 ? (
        <span className="quiet">nothing</span>
      ) : (
        <span title={s.assumed.join('\n')}>{s.assumed.join('; ')}</span>
      ),
  },
  figure('lines', 'Lines', '76px', (s) => s.lines),
  { ...figure('size', 'Size', '80px', (s) => s.bytes), cell: (s) => bytes(s.bytes) },
  {
    key: 'hash',
    label: 'SHA-256',
    width: '96px',
    cell: (s) => (
      <span className="mono quiet" title={s.sha256}>
        {shortHash(s.sha256)}
      </span>
    ),
  },
];

/** The name of a file, with the folders before it that tell it from others of its name. */
function FileName({ path, name }: { readonly path: string; readonly name: string }) {
  const last = fileName(path);
  return (
    <span className="source-name" title={path}>
      <span className="quiet cut">{name.slice(0, name.length - last.length)}</span>
      <b>{last}</b>
    </span>
  );
}

/** Which program's export it is; Aftermap's own columns go without saying. */
function Format({ source: { format, wrapper } }: { readonly source: Source }) {
  const own = format === 'unknown' || format.startsWith('canonical-');
  return (
    <span title={`${format}, ${wrapper}`}>
      {!own && `${format} `}
      <span className="quiet">{wrapper}</span>
    </span>
  );
}

function figure(key: string, label: string, width: string, of: (source: Source) => number): Column<Source> {
  return { key, label, width, numeric: true, sort: of, cell: (source) => <Figure n={of(source)} /> };
}

function Figure({ n }: { readonly n: number }) {
  return n === 0 ? <span className="quiet">0</span> : count(n);
}

function Kind({ source }: { readonly source: Source }) {
  if (source.problem === null) return kindName(source.kind);
  return (
    <span className="fail-ink" title={source.problem}>
      ! {untakenWords(source)}
    </span>
  );
}

function untakenWords(source: Source): string {
  const { kind, couldBe } = source;
  if (couldBe.length > 0) return 'which format?';
  if (!isOpened(source)) return 'not opened';
  return kind === 'unknown' ? kindName('unknown') : 'not taken';
}

function Time({ at }: { readonly at: Micros | null }) {
  if (at === null) return <span className="quiet">–</span>;
  return (
    <span className="mono" title={`${stamp(at)} UTC`}>
      {dayMinute(at)}
    </span>
  );
}

const sum = (skipped: Source['skipped']): number => Object.values(skipped).reduce((total, n) => total + n, 0);

const reasons = (skipped: Source['skipped']): string =>
  Object.entries(skipped)
    .map(([reason, n]) => `${reason}: ${count(n)}`)
    .join('\n');
