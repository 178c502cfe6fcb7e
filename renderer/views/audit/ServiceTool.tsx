import type { ServiceId } from '../../../shared/model/map.ts';
import { useNames } from '../../derive/use-case.ts';
import { SelectTool } from '../../parts/SelectTool.tsx';
import { useChoice } from '../../store/store.ts';
import { chooseAudit } from './choose.ts';

/** Only what one service takes part in, as client or server. */
export function ServiceTool({ services }: { readonly services: readonly ServiceId[] }) {
  const nameOf = useNames();
  const chosen = useChoice((c) => c.audit.service);
  const there = [...new Set(chosen === null ? services : [...services, chosen])].map((id) => [id, nameOf(id)] as const);
  return (
    <SelectTool
      label="Service"
      value={chosen ?? ''}
      options={[['', 'any'] as const, ...there.toSorted(([, a], [, b]) => a.localeCompare(b, 'en'))]}
      onChange={(value) => chooseAudit({ service: value === '' ? null : value })}
    />
  );
}
