import { stringify } from 'yaml';
import type { Allowance, Attribute } from '../model/policy.ts';
import type { Service, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { namespacesOf } from './allow-list.ts';

/** The label by which pods of a service are meant. */
export const SERVICE_LABEL = 'app.kubernetes.io/name';
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';
/** A label value for each service: its id, in the characters and the length that a label may have; no two services have the same. */
export function serviceLabels(services: readonly Pick<Service, 'id'>[]): ReadonlyMap<ServiceId, string> {
  const labels = new Map<ServiceId, string>();
  const taken = new Set<string>();
  for (const id of services.map((service) => service.id).sort(byId)) {
    const base = labelText(id).slice(0, 55) || 'service';
    let label = trimmed(base);
    for (let n = 2; taken.has(nameText(label)); n += 1) label = `${trimmed(base)}-${n}`;
    taken.add(nameText(label));
    labels.set(id, label);
  }
  return labels;
}

/**
 * An allow-list as Kubernetes NetworkPolicies: in each namespace one that lets nothing in, and for each server one that lets in whom the list
 * names; who is denied today is named in a comment above. Pods are meant by the label `app.kubernetes.io/name`; where services are labelled otherwise, it is to be replaced.
 */
export function allowListYaml(
  allowances: readonly Allowance[],
  services: readonly Pick<Service, 'id' | 'name'>[],
  attributes: readonly Attribute[],
): string {
  const labels = serviceLabels(services);
  const spaces = namespacesOf(attributes);
  const selector = (service: ServiceId) => ({
    matchLabels: { [SERVICE_LABEL]: labels.get(service) ?? labelText(service) },
  });
  const space = (namespace: string) => ({ matchLabels: { [NAMESPACE_LABEL]: namespace } });
  const closed = [...new Set(services.flatMap(({ id }) => spaces(id)))]
    .sort(byId)
    .map((namespace) => stringify(document('nothing-else', namespace, { podSelector: {}, policyTypes: ['Ingress'] })));
  const open = allowances.flatMap(({ server, namespaces, services: clients, denied }) =>
    spaces(server).map((namespace) => {
      const policy = document(`to-${nameText(labels.get(server) ?? server)}`, namespace, {
        podSelector: selector(server),
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              ...namespaces.map((one) => ({ namespaceSelector: space(one) })),
              ...clients.flatMap((client) =>
                spaces(client).map((one) => ({ namespaceSelector: space(one), podSelector: selector(client) })),
              ),
            ],
          },
        ],
      });
      return `${deniedComment(denied.map((id) => services.find((one) => one.id === id)?.name ?? id))}${stringify(policy)}`;
    }),
  );
  return [...closed, ...open].join('---\n');
}

/** What whoever applies the policy must not overlook, as a comment above it. */
function deniedComment(names: readonly string[]): string {
  if (names.length === 0) return '';
  const clients = names.join(', ').replaceAll(/\p{Cc}/gu, ' ');
  return `# Denied today and seen all the same, so it is let in here: ${clients}. Take it out where the denial is right.\n`;
}

function document(name: string, namespace: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

/** The characters of a label value. */
function labelText(text: string): string {
  return trimmed(text.replaceAll(/[^A-Za-z0-9._-]+/g, '-'));
}

function trimmed(text: string): string {
  return text.replace(/^[^A-Za-z0-9]+/, '').replace(/[^A-Za-z0-9]+$/, '') || 'service';
}

/** The characters of an object's name; no two labels have the same. */
function nameText(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
