import { attributeKind } from '../../../shared/model/policy.ts';
import type { AttributeReport } from '../../../shared/model/policy.ts';
import { ATTRIBUTE_WORDS } from '../../../shared/policy/attribute-words.ts';
import { groupOf } from '../../../shared/policy/group-map.ts';
import { useAttributes } from '../../derive/use-attributes.ts';
import { useFleet } from '../../derive/use-case.ts';
import { DropChip } from '../../parts/DropChip.tsx';
import { More, MoreGroup } from '../../parts/More.tsx';
import { SelectTool } from '../../parts/SelectTool.tsx';
import { setGrouping, toggleGroup } from '../../store/regroup.ts';
import { set, useChoice } from '../../store/store.ts';
import { plural } from '../../words/format.ts';
import { OnlyTool } from './OnlyTool.tsx';

const SEEN_BY = [
  ['any', 'any witness'],
  ['dns', 'DNS'],
  ['connection', 'connections'],
  ['declared', 'any witness, and declared'],
] as const;

/** By which witness the map is made, by what its services are grouped, which of them are shown; only what the case knows. */
export function MoreMapTools() {
  const grouping = useChoice((c) => c.grouping);
  const seenBy = useChoice((c) => c.seenBy);
  const known = useAttributes().value;
  const { by, only, foldShared } = grouping;
  const seenByWords = SEEN_BY.find(([value]) => value === seenBy)?.[1] ?? '';
  const chosen = [
    ...(seenBy === 'any' ? [] : [{ text: `seen by ${seenByWords}`, drop: () => set({ seenBy: 'any' }) }]),
    ...(by === null
      ? []
      : [{ text: `grouped by ${ATTRIBUTE_WORDS[by]}`, drop: () => setGrouping({ by: null, open: [] }) }]),
    ...(only === null
      ? []
      : [{ text: `only ${ATTRIBUTE_WORDS[only.by]} ${only.value}`, drop: () => setGrouping({ only: null }) }]),
    ...(foldShared ? [{ text: 'shared folded', drop: () => setGrouping({ foldShared: false }) }] : []),
  ];
  return (
    <>
      <More chosen={chosen}>
        <MoreGroup title="Witness">
          <SelectTool label="Seen by" value={seenBy} options={SEEN_BY} onChange={(value) => set({ seenBy: value })} />
        </MoreGroup>
        {known && <Groups known={known} />}
        {known && <OnlyTool known={known} />}
      </More>
      {known && <OpenGroups known={known} />}
    </>
  );
}

function Groups({ known }: { readonly known: AttributeReport }) {
  const { by, foldShared } = useChoice((c) => c.grouping);
  const kinds = attributeKind.options
    .filter((kind) => known.attributes.some((one) => one.kind === kind))
    .map((kind) => [kind, ATTRIBUTE_WORDS[kind]] as const);
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
