import type { ServiceId } from '../../shared/model/map.ts';
import { useNames } from '../derive/use-case.ts';
import { selectService } from '../store/select.ts';

/** A service's name; it shows the service in the inspector. */
export function ServiceLink({ service }: { readonly service: ServiceId }) {
  const name = useNames()(service);
  return (
    <button type="button" className="service-link cut" title={name} onClick={() => selectService(service)}>
      {name}
    </button>
  );
}
