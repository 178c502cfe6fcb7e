import type { AttributeReport } from '../../../shared/model/policy.ts';
import { toCsv } from '../../../shared/map/export/to-csv.ts';
import { toDot } from '../../../shared/map/export/to-dot.ts';
import { toGraphml } from '../../../shared/map/export/to-graphml.ts';
import { toJson } from '../../../shared/map/export/to-json.ts';
import { toMermaid } from '../../../shared/map/export/to-mermaid.ts';
import { tenantMap } from '../../../shared/policy/tenant-map.ts';
import { useFleet } from '../../derive/use-case.ts';
import { saveText } from '../../store/documents.ts';

const FORMATS = { CSV: toCsv, DOT: toDot, GraphML: toGraphml, Mermaid: toMermaid } as const;
const ENDINGS = { CSV: 'csv', DOT: 'dot', GraphML: 'graphml', Mermaid: 'mmd', JSON: 'json' } as const;

/** The map of one tenant as a file to hand out: others are counted, never named. */
export function TenantExport({ known, tenant }: { readonly known: AttributeReport; readonly tenant: string }) {
  const fleet = useFleet().value;
  const save = (format: string) => {
    const form = (Object.keys(ENDINGS) as (keyof typeof ENDINGS)[]).find((one) => one === format);
    if (!fleet || !form) return;
    const { map, ...beside } = tenantMap(fleet, known.attributes, tenant);
    const text = form === 'JSON' ? `${JSON.stringify({ ...toJson(map), ...beside }, null, 2)}\n` : FORMATS[form](map);
    void saveText(text, `${tenant}-map.${ENDINGS[form]}`);
  };
  return (
    <select
      value=""
      disabled={!fleet}
      aria-label="Export this tenant’s map alone"
      title={`The map of ${tenant} alone, to be handed out: other tenants are counted, not named`}
      onChange={(event) => save(event.target.value)}
    >
      <option value="">Export alone…</option>
      {Object.keys(ENDINGS).map((format) => (
        <option key={format} value={format}>
          as {format}
        </option>
      ))}
    </select>
  );
}
