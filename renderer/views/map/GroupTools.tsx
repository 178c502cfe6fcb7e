import type { AttributeKind, AttributeReport } from '../../../shared/model/policy.ts';
import { toCsv } from '../../../shared/map/export/to-csv.ts';
import { toDot } from '../../../shared/map/export/to-dot.ts';
import { toGraphml } from '../../../shared/map/export/to-graphml.ts';
import { toJson } from '../../../shared/map/export/to-json.ts';
import { toMermaid } from '../../../shared/map/export/to-mermaid.ts';
import { groupOf } from '../../../shared/policy/group-map.ts';
import { tenantMap, tenantsOf } from '../../../shared/policy/tenant-map.ts';
import { useAttributes } from '../../derive/use-attributes.ts';
import { useFleet } from '../../derive/use-case.ts';
import { saveText } from '../../store/documents.ts';
import { setGrouping, toggleGroup } from '../../store/regroup.ts';
import { useChoice } from '../../store/store.ts';
import { count } from '../../words/format.ts';

const KINDS: readonly (readonly [AttributeKind, string])[] = [
  ['tenant', 'tenant'],
  ['namespace', 'namespace'],
  ['cluster', 'cluster'],
  ['group', 'data-centre group'],
];

/** By what the services of the map are grouped, which tenant is shown, and whether shared services are folded; only what the case knows. */
export function GroupTools() {
  const grouping = useChoice((c) => c.grouping);
  const known = useAttributes().value;
  if (!known) return null;
  const kinds = KINDS.filter(([kind]) => known.attributes.some((one) => one.kind === kind));
  const tenants = tenantsOf(known.attributes);
  return (
    <>
      {kinds.length > 0 && (
        <label className="tool">
          <span className="quiet">Groups</span>
          <select
            value={grouping.by ?? ''}
            onChange={(event) =>
              setGrouping({ by: KINDS.find(([kind]) => kind === event.target.value)?.[0] ?? null, open: [] })
            }
          >
            <option value="">no groups</option>
            {kinds.map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      <OpenGroups known={known} />
      {tenants.length > 0 && (
        <label className="tool">
          <span className="quiet">Tenant</span>
          <select
            value={grouping.tenant ?? ''}
            onChange={(event) => setGrouping({ tenant: event.target.value === '' ? null : event.target.value })}
          >
            <option value="">all tenants</option>
            {tenants.map((tenant) => (
              <option key={tenant} value={tenant}>
                {tenant}
              </option>
            ))}
          </select>
        </label>
      )}
      {grouping.tenant !== null && <TenantExport known={known} tenant={grouping.tenant} />}
      {known.shared.length > 0 && (
        <label className="tool" title="Ingress, gateways, DNS, telemetry and what at least half of the services use">
          <input
            type="checkbox"
            checked={grouping.foldShared}
            onChange={(event) => setGrouping({ foldShared: event.target.checked })}
          />
          fold {count(known.shared.length)} shared
        </label>
      )}
    </>
  );
}

/** The groups that were unfolded, each to be folded again. */
function OpenGroups({ known }: { readonly known: AttributeReport }) {
  const { by, open } = useChoice((c) => c.grouping);
  const services = useFleet().value?.services ?? [];
  if (open.length === 0) return null;
  const find = by === null ? null : groupOf(known.attributes, by);
  const names = new Map(services.map(({ id }) => [find?.(id).id ?? '', find?.(id).name ?? '']));
  return (
    <span className="row">
      {open.map((id) => (
        <button
          key={id}
          type="button"
          className="chip chip-button"
          title="Fold it again"
          onClick={() => toggleGroup(id)}
        >
          {names.get(id) ?? 'shared services'} ×
        </button>
      ))}
    </span>
  );
}

const FORMATS = { CSV: toCsv, DOT: toDot, GraphML: toGraphml, Mermaid: toMermaid } as const;
const ENDINGS = { CSV: 'csv', DOT: 'dot', GraphML: 'graphml', Mermaid: 'mmd', JSON: 'json' } as const;

/** The map of one tenant as a file to hand out: others are counted, never named. */
function TenantExport({ known, tenant }: { readonly known: AttributeReport; readonly tenant: string }) {
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
