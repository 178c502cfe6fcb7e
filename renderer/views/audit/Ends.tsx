import type { ServiceId } from '../../../shared/model/map.ts';
import { useNames } from '../../derive/use-case.ts';

/** The two ends of a dependency that is spoken of, client first. */
export function Ends({ client, server }: { readonly client: ServiceId; readonly server: ServiceId }) {
  const nameOf = useNames();
  return (
    <b>
      {nameOf(client)} <span className="quiet">→</span> {nameOf(server)}
    </b>
  );
}
