import type { ServiceId } from '../../shared/model/map.ts';
import { WHY_ASSUMED_VALID } from '../../shared/report/assumed-valid.ts';
import { useFleet } from '../derive/use-case.ts';
import { plural } from '../words/format.ts';

/** Says of a service that some instance of it is assumed valid in the window; nothing where all of them are known to be. */
export function AssumedValid({ service }: { readonly service: ServiceId }) {
  const found = useFleet().value?.services.find(({ id }) => id === service);
  if (!found?.assumedValid) return null;
  return (
    <span
      className="chip chip-inferred"
      title={`${plural(found.assumedValid, 'instance')} of ${found.instances}, ${WHY_ASSUMED_VALID}`}
    >
      assumed valid
    </span>
  );
}
