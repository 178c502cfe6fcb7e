import type { FileLook } from '../../../shared/model/mapping.ts';

const SHOWN = 6;

/** The first rows of a file by its columns, as they stand; those that a field uses are marked. Plain lines that nothing takes apart are shown whole. */
export function RawRows({ look, used }: { readonly look: FileLook; readonly used: readonly string[] }) {
  const { columns, firstLines } = look;
  if (columns.length === 0) return <pre className="raw-lines mono">{firstLines.slice(0, SHOWN).join('\n')}</pre>;
  const rows = Array.from({ length: Math.min(SHOWN, Math.max(...columns.map(({ values }) => values.length))) });
  return (
    <div className="raw-rows-scroll" tabIndex={0} role="region" aria-label="The first rows of the file">
      <table className="raw-rows">
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className={used.includes(name) ? 'used' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((_, index) => (
            <tr key={index}>
              {columns.map(({ name, values }) => (
                <td key={name} title={values[index]}>
                  {values[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
