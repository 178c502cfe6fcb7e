import { useState } from 'react';
import { isOpened, type Source } from '../../shared/model/evidence.ts';
import { isWithoutRecords } from '../../shared/report/no-records.ts';
import { desktop } from '../api.ts';
import { useCase } from '../derive/use-case.ts';
import { Answered } from '../parts/Answered.tsx';
import { Button } from '../parts/Button.tsx';
import { Cite } from '../parts/Cite.tsx';
import { EmptyState } from '../parts/States.tsx';
import { attempt } from '../store/case.ts';
import { copyText } from '../store/documents.ts';
import { readAs, removeMapping, removeSource } from '../store/mapping.ts';
import { set } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import { bytes, count, fileName, stamp } from '../words/format.ts';
import { kindName } from '../words/kinds.ts';
import { SourceTimes } from './SourceTimes.tsx';

/** One evidence file: what it is, how its records and lines add up, and what was rejected. */
export function SourcePanel({ id }: { readonly id: number }) {
  const source = useCase().value?.sources.find((s) => s.id === id);
  if (!source) return <EmptyState title="This source is not in the case." />;
  return (
    <>
      <h2 className="inspector-title copyable">{fileName(source.path)}</h2>
      {source.problem !== null && <Problem source={source} />}
      {isWithoutRecords(source) && (
        <div className="callout doubt">
          <b>This file holds no records.</b>
          <p>Check that the export was of the right time and place.</p>
        </div>
      )}
      <dl className="facts">
        <dt>File</dt>
        <dd className="small copyable wrap">{source.path}</dd>
        {isOpened(source) && (
          <>
            <dt>SHA-256</dt>
            <dd className="mono copyable wrap">{source.sha256}</dd>
            <dt>Size</dt>
            <dd>{bytes(source.bytes)}</dd>
            <dt>Read as</dt>
            <dd>
              {kindName(source.kind)}{' '}
              <span className="quiet">
                ({source.format}, {source.wrapper})
              </span>
            </dd>
          </>
        )}
        {source.from !== null && source.to !== null && (
          <>
            <dt>Times</dt>
            <dd className="mono">
              {stamp(source.from)}
              <br />
              {stamp(source.to)}
            </dd>
          </>
        )}
        {source.sameAs !== null && (
          <>
            <dt>Same bytes as</dt>
            <dd className="small wrap">{source.sameAs}</dd>
          </>
        )}
        {source.assumed.length > 0 && (
          <>
            <dt>Assumed</dt>
            <dd>{source.assumed.join('; ')}</dd>
          </>
        )}
      </dl>
      {source.format.startsWith('mapped:') && <MappedWith source={source} />}
      {isOpened(source) && <Sums source={source} />}
      <div className="row">
        {isOpened(source) && (
          <Button onClick={() => void copyText(source.sha256, 'SHA-256 copied.')}>Copy SHA-256</Button>
        )}
        <Button onClick={() => void attempt(() => desktop('shell.showItem', { path: source.path }))}>
          Show the file
        </Button>
        {source.problem === null && !source.format.startsWith('mapped:') && (
          <Button
            onClick={() => set({ overlay: 'mapping' })}
            title="Read this file by its columns, otherwise than by its format"
          >
            Map its columns…
          </Button>
        )}
        <Button onClick={() => void removeSource(source)}>Take out of the case</Button>
      </div>
      {source.problem === null && source.kind !== 'unknown' && <SourceTimes source={source} />}
      {source.rejected > 0 && <Rejects source={source} />}
    </>
  );
}

function Problem({ source }: { readonly source: Source }) {
  return (
    <div className="callout">
      <b>Nothing was taken from this file.</b>
      <p>{source.problem}</p>
      {source.couldBe.length > 0 && (
        <div className="row" role="group" aria-label="Read it as">
          <span className="small">Read it as</span>
          {source.couldBe.map((format) => (
            <Button key={format} onClick={() => void readAs(source, format)}>
              {format}
            </Button>
          ))}
        </div>
      )}
      {mappable(source) && (
        <>
          <p className="small">
            Say which of its columns hold what: Aftermap proposes it, shows what it yields, and keeps it for files of
            the same columns.
          </p>
          <Button look="main" shortcut="M" onClick={() => set({ overlay: 'mapping' })}>
            Map its columns…
          </Button>
        </>
      )}
    </div>
  );
}

/** Whether a file has rows or lines that a person could say the meaning of. */
const mappable = ({ id, records, wrapper }: Source): boolean =>
  id > 0 && (records > 0 || wrapper.startsWith('parquet'));

/** The mapping that a source was read with, which can be changed or taken out of the case. */
function MappedWith({ source }: { readonly source: Source }) {
  const name = source.format.slice('mapped:'.length);
  return (
    <div className="row">
      <Button onClick={() => set({ overlay: 'mapping' })}>Change the mapping…</Button>
      <Button onClick={() => void removeMapping(name)}>Remove the mapping</Button>
    </div>
  );
}

function Sums({ source }: { readonly source: Source }) {
  const skipped = Object.entries(source.skipped);
  return (
    <table className="sums">
      <tbody>
        <Row name="Records" n={source.records} strong />
        <Row name="accepted" n={source.accepted} />
        <Row name="repeated" n={source.repeated} />
        <Row name="rejected" n={source.rejected} />
        {skipped.map(([reason, n]) => (
          <Row key={reason} name={`skipped: ${reason}`} n={n} />
        ))}
        {source.lines > 0 && (
          <>
            <Row name="Lines" n={source.lines} strong />
            <Row name="within records" n={source.lines - source.header - source.blank} />
            <Row name="header" n={source.header} />
            <Row name="blank" n={source.blank} />
          </>
        )}
      </tbody>
    </table>
  );
}

function Row({ name, n, strong = false }: { readonly name: string; readonly n: number; readonly strong?: boolean }) {
  return (
    <tr className={strong ? 'strong' : undefined}>
      <th scope="row">{name}</th>
      <td className="mono">{count(n)}</td>
    </tr>
  );
}

const PAGE = 50;

function Rejects({ source }: { readonly source: Source }) {
  const [shown, setShown] = useState(PAGE);
  const answer = useQuery('evidence.rejects', { source: source.id, after: 0, limit: Math.min(1000, shown) });
  return (
    <section>
      <h3>
        Rejected <span>{count(source.rejected)}</span>
      </h3>
      <Answered answer={answer} waiting="Reading the rejected lines…">
        {({ rejects }) => (
          <>
            <ul className="steps">
              {rejects.map(({ line, reason, raw }) => (
                <li key={line} className="step step-error">
                  <div>
                    <b>{reason}</b> <Cite citation={{ source: source.id, path: source.path, line }} />
                  </div>
                  {raw !== null && (
                    <div className="raw" title={raw}>
                      {raw}
                    </div>
                  )}
                </li>
              ))}
            </ul>
            {rejects.length < source.rejected && shown < 1000 && (
              <Button onClick={() => setShown(shown + 4 * PAGE)}>Show more</Button>
            )}
            {shown >= 1000 && rejects.length < source.rejected && (
              <p className="small quiet">The first 1,000 are shown; all are in the case.</p>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
