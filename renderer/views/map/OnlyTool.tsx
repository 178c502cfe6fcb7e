import { attributeKind } from '../../../shared/model/policy.ts';
import type { AttributeReport } from '../../../shared/model/policy.ts';
import { ATTRIBUTE_WORDS } from '../../../shared/policy/attribute-words.ts';
import { valuesOf } from '../../../shared/policy/only-map.ts';
import type { AttributeValue } from '../../../shared/policy/only-map.ts';
import { tenantsOf } from '../../../shared/policy/tenant-map.ts';
import { MoreGroup } from '../../parts/More.tsx';
import { setGrouping } from '../../store/regroup.ts';
import { useChoice } from '../../store/store.ts';
import { TenantExport } from './TenantExport.tsx';

/** Which services are shown, by one value of one attribute; what the filter is by stays in the list where another window knows it no more. */
export function OnlyTool({ known }: { readonly known: AttributeReport }) {
  const { only } = useChoice((c) => c.grouping);
  const values = attributeKind.options
    .map((by) => {
      const chosen = only?.by === by ? [only.value] : [];
      return { by, values: [...new Set([...valuesOf(known.attributes, by), ...chosen])] };
    })
    .filter(({ values }) => values.length > 0);
  if (values.length === 0) return null;
  return (
    <MoreGroup title="Filter">
      <label className="tool">
        <span className="quiet">Only</span>
        <select
          value={only === null ? '' : JSON.stringify(only)}
          title="Only services of this value, and what leads to them"
          onChange={({ target }) =>
            setGrouping({ only: target.value === '' ? null : (JSON.parse(target.value) as AttributeValue) })
          }
        >
          <option value="">all services</option>
          {values.map(({ by, values }) => (
            <optgroup key={by} label={ATTRIBUTE_WORDS[by]}>
              {values.map((value) => (
                <option key={value} value={JSON.stringify({ by, value })}>
                  {value}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {only?.by === 'tenant' && tenantsOf(known.attributes).includes(only.value) && (
        <TenantExport known={known} tenant={only.value} />
      )}
    </MoreGroup>
  );
}
