import { stringify } from 'yaml';
import type { Allowance, AllowedPorts, Attribute } from '../model/policy.ts';
import type { Service, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { namespacesOf } from './allow-list.ts';
import { NO_SUBJECTS, type Subjects } from './fleet.ts';
import { NAMESPACE_NAME, nameText, namingOf, type Naming } from './pod-labels.ts';

/** The protocols that a NetworkPolicy can name. */
const PROTOCOLS = new Set(['TCP', 'UDP', 'SCTP']);

type Spaces = (service: ServiceId) => readonly string[];

/**
 * An allow-list as Kubernetes NetworkPolicies: in each namespace one that lets nothing in, and for each server one that lets in whom the list
 * names, on the ports that were seen. What whoever applies a policy must not overlook stands in comments above it.
 */
export function allowListYaml(
  allowances: readonly Allowance[],
  services: readonly Pick<Service, 'id' | 'name'>[],
  attributes: readonly Attribute[],
  subjects: Subjects = NO_SUBJECTS,
): string {
  const spaces = namespacesOf(attributes);
  const naming = namingOf(services, subjects, spaces);
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const closed = [...new Set(services.flatMap(({ id }) => spaces(id)))]
    .sort(byId)
    .map((namespace) => stringify(document('nothing-else', namespace, { podSelector: {}, policyTypes: ['Ingress'] })));
  const open = allowances.flatMap((allowance) =>
    spaces(allowance.server).map((namespace) => {
      const policy = document(`to-${nameText(naming.textOf(allowance.server))}`, namespace, {
        podSelector: { matchLabels: naming.pods(allowance.server, namespace).labels },
        policyTypes: ['Ingress'],
        ingress: ingressOf(allowance, spaces, naming),
      });
      return `${commentsOf(allowance, namespace, spaces, naming, (id) => names.get(id) ?? id)}${stringify(policy)}`;
    }),
  );
  return [...closed, ...open].join('---\n');
}

/** One rule for all that are let in on the same ports. */
function ingressOf({ ports: groups }: Allowance, spaces: Spaces, naming: Naming): object[] {
  const space = (namespace: string) => ({ namespaceSelector: { matchLabels: naming.space(namespace).labels } });
  const pods = (service: ServiceId) =>
    spaces(service).map((one) => ({ ...space(one), podSelector: { matchLabels: naming.pods(service, one).labels } }));
  return groups.map(({ namespaces, services, ports }) => {
    const written = writable(ports);
    return { from: [...namespaces.map(space), ...services.flatMap(pods)], ...(written ? { ports: written } : {}) };
  });
}

/** Ports as a NetworkPolicy names them; null where they are not known, or not of its protocols: all are let in. */
function writable(ports: AllowedPorts['ports']): readonly object[] | null {
  const named = ports?.map(({ protocol, port }) => ({ protocol: protocol.toUpperCase(), port })) ?? [];
  return named.length > 0 && named.every(({ protocol }) => PROTOCOLS.has(protocol)) ? named : null;
}

function commentsOf(
  { server, namespaces, services, denied, ports }: Allowance,
  namespace: string,
  spaces: Spaces,
  naming: Naming,
  nameOf: (service: ServiceId) => string,
): string {
  const anyPort = ports
    .filter((group) => writable(group.ports) === null)
    .flatMap((group) => [...group.namespaces.map((one) => `namespace ${one}`), ...group.services.map(nameOf)]);
  const meant = [
    [server, namespace] as const,
    ...services.flatMap((id) => spaces(id).map((one) => [id, one] as const)),
  ];
  const unlabelled = new Map(
    meant.flatMap(([id, one]) => {
      const { labels, known } = naming.pods(id, one);
      return known ? [] : [[id, Object.entries(labels).map((label) => label.join(': '))] as const];
    }),
  );
  const unnamed = new Set([...namespaces, ...meant.map(([, one]) => one)].filter((one) => !naming.space(one).known));
  return [
    ...(denied.length === 0
      ? []
      : [
          `Denied today and seen all the same, so it is let in here: ${denied.map(nameOf).join(', ')}. Take it out where the denial is right.`,
        ]),
    ...(anyPort.length === 0
      ? []
      : [
          `On which port is not known (looked up, not connected over TCP, UDP or SCTP), so every port is let in: ${anyPort.join(', ')}.`,
        ]),
    ...[...unlabelled].map(
      ([id, labels]) =>
        `No labels of its pods tell ${nameOf(id)} from others: label them ${labels.join(', ')}, or this policy misses them.`,
    ),
    ...[...unnamed].map((one) => `Label the namespace ${one} ${NAMESPACE_NAME}: ${one}, or this policy misses it.`),
  ]
    .map((text) => `# ${text.replaceAll(/\p{Cc}/gu, ' ')}\n`)
    .join('');
}

function document(name: string, namespace: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}
