import type { AttributeKind, Attribute, AttributeReport } from '../../shared/model/policy.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { useAttributes } from '../derive/use-attributes.ts';
import { Cite } from '../parts/Cite.tsx';

const KINDS: readonly (readonly [AttributeKind, string])[] = [
  ['tenant', 'Tenant'],
  ['namespace', 'Namespace'],
  ['cluster', 'Cluster'],
  ['group', 'Group'],
];

/** By what a service is known, whose it is and where it runs, with a record that says so of each; whether it is shared by many, or replicated. */
export function AttributeFacts({ service }: { readonly service: ServiceId }) {
  const known = useAttributes().value;
  if (!known) return null;
  const shared = known.shared.find((one) => one.service === service);
  const places = known.replicated.find((one) => one.service === service);
  const rows = KINDS.flatMap(([kind, label]) => {
    const attribute = known.attributes.find((one) => one.service === service && one.kind === kind);
    return attribute ? [{ kind, label, attribute }] : [];
  });
  const namings = known.namings.filter((one) => one.service === service);
  if (rows.length === 0 && namings.length === 0 && !shared && !places) return null;
  return (
    <dl className="facts">
      {namings.length > 0 && (
        <div>
          <dt>Named by</dt>
          <dd>
            {namings.map(({ rule, citation }) => (
              <div key={rule ?? ''}>
                {rule ?? 'the service tree'} <Cite citation={citation} />
              </div>
            ))}
          </dd>
        </div>
      )}
      {rows.map(({ kind, label, attribute }) => (
        <div key={kind}>
          <dt>{label}</dt>
          <dd>
            {valuesText(attribute)} <Says known={known} attribute={attribute} />
          </dd>
        </div>
      ))}
      {shared && (
        <div>
          <dt>Shared</dt>
          <dd>{shared.text}</dd>
        </div>
      )}
      {places && (
        <div>
          <dt>Replicated</dt>
          <dd>one service in {[...places.regions, ...places.clusters, ...places.groups].join(' · ')}</dd>
        </div>
      )}
    </dl>
  );
}

function valuesText({ state, values }: Attribute): string {
  if (state === 'changed') return values.join(' → ');
  if (state === 'contested') return `contested: ${values.join(' or ')}`;
  return values.join(' · ');
}

/** The first record that says each of the values. */
function Says({ known, attribute }: { readonly known: AttributeReport; readonly attribute: Attribute }) {
  const claims = known.claims.filter(({ service, kind }) => service === attribute.service && kind === attribute.kind);
  return attribute.values.map((value) => {
    const claim = claims.find((one) => one.value === value);
    return claim ? <Cite key={value} citation={claim.citation} /> : null;
  });
}
