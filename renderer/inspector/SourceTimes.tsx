import { useState } from 'react';
import { declarationWords } from '../../shared/report/declaration-words.ts';
import type { Declaration, Source } from '../../shared/model/evidence.ts';
import { fromIso, isZone, toIso } from '../../shared/model/time.ts';
import { Button } from '../parts/Button.tsx';
import { declareTimes } from '../store/mapping.ts';

/** What the times of a source mean: what was assumed is asked, what is said is applied by reading the source anew, and undone as easily. */
export function SourceTimes({ source }: { readonly source: Source }) {
  const { declared } = source;
  const words = declarationWords(declared);
  const asked = source.assumed.filter((what) => /^(time zone|dates|year|time) /.test(what));
  return (
    <section className="source-times">
      <h3>Times</h3>
      {asked.length > 0 && (
        <p className="small asked">
          The file does not say it, so it was assumed: <b>{asked.join('; ')}</b>. Is that so? If not, declare it here.
        </p>
      )}
      {words.length > 0 && (
        <p className="small">
          Declared: <b>{words.join('; ')}</b>{' '}
          <Button look="link" onClick={() => void declareTimes(source, {})}>
            Undo
          </Button>
        </p>
      )}
      <TimesForm key={`${source.id} ${JSON.stringify(declared)}`} source={source} />
    </section>
  );
}

function TimesForm({ source }: { readonly source: Source }) {
  const { declared } = source;
  const [zone, setZone] = useState(declared.zone ?? '');
  const [local, setLocal] = useState(declared.utcIsLocal ?? false);
  const [year, setYear] = useState(declared.year === undefined ? '' : String(declared.year));
  const [order, setOrder] = useState<string>(declared.dateOrder ?? '');
  const [skew, setSkew] = useState(declared.skew === undefined ? '' : String(declared.skew));
  const [at, setAt] = useState(declared.at === undefined ? '' : toIso(declared.at));
  const lacksTime = declared.at !== undefined || source.assumed.some((what) => what.startsWith('time 2'));
  const next: Declaration = {
    ...(zone === '' ? {} : { zone }),
    ...(local ? { utcIsLocal: true } : {}),
    ...(year === '' ? {} : { year: Number(year) }),
    ...(order === 'day-month' || order === 'month-day' ? { dateOrder: order } : {}),
    ...(skew === '' || Number(skew) === 0 ? {} : { skew: Number(skew) }),
    ...(at === '' ? {} : { at: fromIso(at) }),
  };
  const problem = problemOf({ zone, local, year, skew, at });
  const same = JSON.stringify(next) === JSON.stringify(declared);
  return (
    <form
      className="times-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null && !same) void declareTimes(source, next);
      }}
    >
      <label>
        <span>Zone</span>
        <input
          className="tool-text"
          list="zones"
          placeholder="e.g. Europe/Berlin"
          value={zone}
          onChange={(event) => setZone(event.target.value.trim())}
        />
      </label>
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <label className="check">
        <input type="checkbox" checked={local} onChange={(event) => setLocal(event.target.checked)} />
        <span>Times that say UTC (Z) are local times of that zone</span>
      </label>
      <label>
        <span>Year</span>
        <input
          className="tool-text"
          inputMode="numeric"
          placeholder="of times without one"
          value={year}
          onChange={(event) => setYear(event.target.value.trim())}
        />
      </label>
      <label>
        <span>Dates</span>
        <select value={order} onChange={(event) => setOrder(event.target.value)}>
          <option value="">as the file shows</option>
          <option value="day-month">day first: 26/11/2026</option>
          <option value="month-day">month first: 11/26/2026</option>
        </select>
      </label>
      <label>
        <span>Skew</span>
        <input
          className="tool-text"
          inputMode="decimal"
          placeholder="seconds to add, e.g. 3 or -0.25"
          value={skew}
          onChange={(event) => setSkew(event.target.value.trim())}
        />
      </label>
      {lacksTime && (
        <label>
          <span>Time</span>
          <input
            className="tool-text"
            placeholder="e.g. 2026-03-04T14:00:00Z"
            value={at}
            onChange={(event) => setAt(event.target.value.trim())}
          />
        </label>
      )}
      {problem !== null && (
        <p className="small fail-ink" role="alert">
          {problem}
        </p>
      )}
      <div className="row">
        <Button type="submit" disabled={problem !== null || same}>
          Apply to this source
        </Button>
      </div>
    </form>
  );
}

function problemOf(
  said: Readonly<Record<'zone' | 'year' | 'skew' | 'at', string>> & { local: boolean },
): string | null {
  if (said.zone !== '' && !isZone(said.zone)) return `“${said.zone}” is not a time zone; give an IANA name.`;
  if (said.local && said.zone === '') return 'Name the zone in which the clock of the source stood.';
  if (said.year !== '' && !/^\d{4}$/.test(said.year)) return 'A year has four digits.';
  if (said.skew !== '' && !/^[+-]?\d+(\.\d+)?$/.test(said.skew)) return 'The skew is a number of seconds, e.g. -0.25.';
  if (said.at !== '' && fromIso(said.at) === undefined) return 'A time is ISO 8601, e.g. 2026-03-04T14:00:00Z.';
  return null;
}
