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
import { DropChip } from '../../parts/DropChip.tsx';
import { More, MoreGroup } from '../../parts/More.tsx';
import { SelectTool } from '../../parts/SelectTool.tsx';
import { saveText } from '../../store/documents.ts';
import { setGrouping, toggleGroup } from '../../store/regroup.ts';
import { set, useChoice } from '../../store/store.ts';
import { plural } from '../../words/format.ts';

const KINDS: readonly (readonly [AttributeKind, string])[] = [
  ['tenant', 'tenant'],
  ['namespace', 'namespace'],
  ['cluster', 'cluster'],
  ['group', 'data-centre group'],
];

const SEEN_BY = [
  ['any', 'any witness'],
  ['dns', 'DNS'],
  ['connection', 'connections'],
  ['declared', 'any witness, and declared'],
] as const;

/** By which witness the map is made, by what its services are grouped, whose tenant is shown; only what the case knows. */
export function MoreMapTools() {
  const grouping = useChoice((c) => c.grouping);
  const seenBy = useChoice((c) => c.seenBy);
  const known = useAttributes().value;
  const { by, tenant, foldShared } = grouping;
  const seenByWords = SEEN_BY.find(([value]) => value === seenBy)?.[1] ?? '';
  const chosen = [
    ...(seenBy === 'any' ? [] : [{ text: `seen by ${seenByWords}`, drop: () => set({ seenBy: 'any' }) }]),
    ...(by === null ? [] : [{ text: `grouped by ${nameOfKind(by)}`, drop: () => setGrouping({ by: null, open: [] }) }]),
    ...(tenant === null ? [] : [{ text: `tenant ${tenant}`, drop: () => setGrouping({ tenant: null }) }]),
    ...(foldShared ? [{ text: 'shared folded', drop: () => setGrouping({ foldShared: false }) }] : []),
  ];
  return (
    <>
      <More chosen={chosen}>
        <MoreGroup title="Witness">
          <SelectTool label="Seen by" value={seenBy} options={SEEN_BY} onChange={(value) => set({ seenBy: value })} />
        </MoreGroup>
        {known && <Groups known={known} />}
        {known && <Tenants known={known} />}
      </More>
      {known && <OpenGroups known={known} />}
    </>
  );
}

const nameOfKind = (kind: AttributeKind): string => KINDS.find(([one]) => one === kind)?.[1] ?? kind;

function Groups({ known }: { readonly known: AttributeReport }) {
  const { by, foldShared } = useChoice((c) => c.grouping);
  const kinds = KINDS.filter(([kind]) => known.attributes.some((one) => one.kind === kind));
  if (kinds.length === 0 && known.shared.length === 0) return null;
  return (
    <MoreGroup title="Groups">
      {kinds.length > 0 && (
        <SelectTool
          label="Group by"
          value={by ?? 'none'}
          options={[['none', 'nothing'], ...kinds]}
          onChange={(value) => setGrouping({ by: value === 'none' ? null : value, open: [] })}
        />
      )}
      {known.shared.length > 0 && (
        <label className="tool" title="Ingress, gateways, DNS, telemetry and what at least half of the services use">
          <input
            type="checkbox"
            checked={foldShared}
            onChange={(event) => setGrouping({ foldShared: event.target.checked })}
          />
          fold {plural(known.shared.length, 'shared service')}
        </label>
      )}
    </MoreGroup>
  );
}

function Tenants({ known }: { readonly known: AttributeReport }) {
  const { tenant } = useChoice((c) => c.grouping);
  const tenants = tenantsOf(known.attributes);
  if (tenants.length === 0) return null;
  return (
    <MoreGroup title="Tenants">
      <SelectTool
        label="Tenant"
        value={tenant ?? ''}
        options={[['', 'all tenants'], ...tenants.map((one) => [one, one] as const)]}
        onChange={(value) => setGrouping({ tenant: value === '' ? null : value })}
      />
      {tenant !== null && <TenantExport known={known} tenant={tenant} />}
    </MoreGroup>
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
        <DropChip key={id} text={names.get(id) ?? 'shared services'} onDrop={() => toggleGroup(id)} />
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
