import { MAPPED_FIELDS, MAPPED_NEEDS } from '../../../shared/mapping/fields.ts';
import type { FileLook, Mapping } from '../../../shared/model/mapping.ts';

interface MappingFieldsProps {
  readonly look: FileLook;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** `select` values that are no columns. */
const NONE = '';
const CONSTANT = '\u0000constant';

/** Each field of the kind with the column that gives it, or what every record says; those that are needed first. */
export function MappingFields({ look, mapping, onChange }: MappingFieldsProps) {
  const needed = new Set(MAPPED_NEEDS[mapping.kind].flat());
  const fields = MAPPED_FIELDS[mapping.kind].map(({ name }) => name);
  const ordered = [...fields.filter((name) => needed.has(name)), ...fields.filter((name) => !needed.has(name))];
  return (
    <div className="mapping-fields">
      {ordered.map((field) => (
        <FieldRow key={field} field={field} needed={needed.has(field)} {...{ look, mapping, onChange }} />
      ))}
      <TimesRows mapping={mapping} onChange={onChange} />
      {mapping.kind === 'health_event' && <StatusRows look={look} mapping={mapping} onChange={onChange} />}
    </div>
  );
}

const without = (record: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));

interface FieldRowProps extends MappingFieldsProps {
  readonly field: string;
  readonly needed: boolean;
}

function FieldRow({ field, needed, look, mapping, onChange }: FieldRowProps) {
  const { fields, constants = {} } = mapping;
  const column = fields[field];
  const constant = constants[field];
  const known = look.columns.map(({ name }) => name);
  const example = look.columns.find(({ name }) => name === column)?.values.find((value) => value !== '');
  const put = (next: { column?: string; constant?: string }) => {
    const said = next.constant === undefined ? without(constants, field) : { ...constants, [field]: next.constant };
    onChange({
      ...mapping,
      fields: next.column === undefined ? without(fields, field) : { ...fields, [field]: next.column },
      constants: Object.keys(said).length > 0 ? said : undefined,
    });
  };
  return (
    <label className="mapping-field">
      <span className={needed ? 'strong' : 'quiet'}>{field.replaceAll('_', ' ')}</span>
      <select
        value={constant !== undefined ? CONSTANT : (column ?? NONE)}
        onChange={({ target: { value } }) =>
          put(value === NONE ? {} : value === CONSTANT ? { constant: 'unknown' } : { column: value })
        }
      >
        <option value={NONE}>–</option>
        {(column === undefined || known.includes(column) ? known : [column, ...known]).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value={CONSTANT}>the same in every record:</option>
      </select>
      {constant !== undefined ? (
        <input
          className="tool-text"
          aria-label={`${field} of every record`}
          value={constant}
          onChange={(event) => put({ constant: event.target.value })}
        />
      ) : (
        <span className="mono small cut quiet" title={example}>
          {example}
        </span>
      )}
    </label>
  );
}

function TimesRows({ mapping, onChange }: Pick<MappingFieldsProps, 'mapping' | 'onChange'>) {
  const { times = {} } = mapping;
  const timed = ['timestamp', 'valid_from', 'valid_to'].some((field) => field in mapping.fields);
  if (!timed) return null;
  const put = (next: NonNullable<Mapping['times']>) => {
    const said = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
    onChange({ ...mapping, times: Object.keys(said).length > 0 ? said : undefined });
  };
  return (
    <>
      <label className="mapping-field">
        <span className="quiet">time format</span>
        <input
          className="tool-text mono"
          placeholder="ISO 8601 or epoch"
          value={times.format ?? ''}
          onChange={(event) => put({ ...times, format: event.target.value })}
        />
        <span className="small quiet">%d/%b/%Y:%H:%M:%S %z</span>
      </label>
      <label className="mapping-field">
        <span className="quiet">time zone</span>
        <input
          className="tool-text"
          placeholder="where none is named"
          value={times.zone ?? ''}
          onChange={(event) => put({ ...times, zone: event.target.value })}
        />
        <span className="small quiet">Europe/Berlin</span>
      </label>
    </>
  );
}

const STATUSES = ['ok', 'degraded', 'error'];

/** What the words that stand for a status mean. */
function StatusRows({ look, mapping, onChange }: MappingFieldsProps) {
  const column = look.columns.find(({ name }) => name === mapping.fields.status);
  const words = [...new Set((column?.values ?? []).map((value) => value.toLowerCase()))].filter(
    (word) => word !== '' && !STATUSES.includes(word),
  );
  const meanings = mapping.values?.status ?? {};
  return words.slice(0, 12).map((word) => (
    <label key={word} className="mapping-field">
      <span className="quiet">status “{word}” is</span>
      <select
        value={meanings[word] ?? ''}
        onChange={({ target: { value } }) => {
          const status = value === '' ? without(meanings, word) : { ...meanings, [word]: value };
          onChange({ ...mapping, values: { ...mapping.values, status } });
        }}
      >
        <option value="">as it stands (fails)</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {status}
          </option>
        ))}
      </select>
      <span />
    </label>
  ));
}
