import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { at, object, text, texts } from './fields.ts';

const NAMESPACE = 'backstage.io/kubernetes-namespace';
const WORKLOAD = 'backstage.io/kubernetes-id';

/**
 * Backstage catalogue entities, as YAML or from its API: components with the system or component that they are part of, and what they declare to
 * depend on: `dependsOn` components, and the providers (in the same file) of the APIs that they consume. A component whose annotations name a Kubernetes namespace
 * is the service of that name there; another owns nothing until an inventory's subscription is its reference (`component:default/petstore`). Lacks:
 * machines, addresses, validity. Fields: Backstage, "Descriptor Format of Catalog Entities".
 */
export const backstage: RecordAdapter = {
  reads: 'objects',
  format: 'backstage',
  kind: 'service_tree',
  fits: ({ outline }) =>
    ['apiVersion', 'items[].apiVersion'].some((path) =>
      (outline.get(path) ?? []).some((version) => version.startsWith('backstage.io/')),
    ),
  open: (file) => {
    const providers = new Map<string, string[]>();
    const ids = new Map<string, string>();
    return {
      look: ({ fields }) => {
        if (text(fields.kind) !== 'Component') return;
        ids.set(refOfEntity(fields), placeOf(fields).service_id);
        for (const api of texts(at(fields, 'spec.providesApis'))) {
          const ref = refOf(api, 'api', namespaceOf(fields));
          providers.set(ref, [...(providers.get(ref) ?? []), refOfEntity(fields)]);
        }
      },
      map: ({ fields }) => {
        const kind = text(fields.kind);
        if (kind === null || text(at(fields, 'metadata.name')) === null)
          return { reject: 'kind or metadata.name is missing' };
        return kind === 'Component'
          ? componentRows(fields, { ids, providers }, file)
          : { skip: 'entities that are no components' };
      },
    };
  },
};

const RULE = 'component in Backstage';

/** What the components of a file are called here, and which of them provide an API. */
interface Catalog {
  readonly ids: ReadonlyMap<string, string>;
  readonly providers: ReadonlyMap<string, readonly string[]>;
}

function componentRows(component: Fields, { ids, providers }: Catalog, file: EvidenceFile): Mapped {
  const namespace = namespaceOf(component);
  const ref = refOfEntity(component);
  const place = placeOf(component);
  const spec = object(component.spec);
  const parent = text(spec.subcomponentOf);
  const system = text(spec.system);
  file.assume(`services by ${RULE}`);
  const tree: RawRow = {
    table: 'service_tree',
    values: {
      ...place,
      service_name: text(at(component, 'metadata.title')) ?? text(at(component, 'metadata.name')),
      parent_service_id:
        parent !== null
          ? refOf(parent, 'component', namespace)
          : system === null
            ? null
            : refOf(system, 'system', namespace),
      phase: text(spec.lifecycle),
      derived_by: RULE,
    },
  };
  const servers = [
    ...texts(spec.dependsOn)
      .map((each) => refOf(each, 'component', namespace))
      .filter((ref) => ref.startsWith('component:')),
    ...texts(spec.consumesApis).flatMap((api) => providers.get(refOf(api, 'api', namespace)) ?? []),
  ];
  return {
    rows: [
      tree,
      ...[...new Set(servers)]
        .filter((server) => server !== ref)
        .map((server): RawRow => ({
          table: 'declared_dependency',
          values: { client_service_id: place.service_id, server_service_id: ids.get(server) ?? server },
        })),
    ],
  };
}

/** What a component is called and where it is: in the Kubernetes namespace that its annotations name, as kubernetes.ts calls it; else by itself. */
function placeOf(component: Fields): {
  readonly service_id: string;
  readonly subscription_id: string;
  readonly resource_id: string;
} {
  const annotations = object(at(component, 'metadata.annotations'));
  const namespace = text(annotations[NAMESPACE]);
  const ref = refOfEntity(component);
  if (namespace === null) return { service_id: ref, subscription_id: ref, resource_id: ref };
  const id = `${namespace}/${text(annotations[WORKLOAD]) ?? text(at(component, 'metadata.name')) ?? ''}`;
  return { service_id: id, subscription_id: namespace, resource_id: id };
}

/** A whole reference, `kind:namespace/name` in lower case, of one that may leave out kind and namespace. */
function refOf(ref: string, kind: string, namespace: string): string {
  const found = /^(?:([^:]+):)?(?:([^/]+)\/)?(.+)$/.exec(ref);
  return `${found?.[1] ?? kind}:${found?.[2] ?? namespace}/${found?.[3] ?? ref}`.toLowerCase();
}

const namespaceOf = (entity: Fields) => text(at(entity, 'metadata.namespace')) ?? 'default';
const refOfEntity = (entity: Fields) =>
  refOf(text(at(entity, 'metadata.name')) ?? '', text(entity.kind) ?? '', namespaceOf(entity));
