import { namesFrom } from '../map/names.ts';
import { stringify } from 'yaml';
import type { Allowance, AllowedPorts, Attribute } from '../model/policy.ts';
import type { Service, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { namespacesOf } from './allow-list.ts';
import { NO_SUBJECTS, type Subjects } from './fleet.ts';
import { whereaboutsOf, type Whereabouts } from './outside.ts';
import { NAMESPACE_NAME, nameText, namingOf, type Naming } from './pod-labels.ts';

/** The protocols that a NetworkPolicy can name. */
const PROTOCOLS = new Set(['TCP', 'UDP', 'SCTP']);

type Spaces = (service: ServiceId) => readonly string[];
type Name = (service: ServiceId) => string;

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
  const whereabouts = whereaboutsOf(services, attributes, subjects);
  const naming = namingOf(services, subjects, spaces, whereabouts.areApart);
  const nameOf = namesFrom(services);
  const pods = services.filter(({ id }) => !whereabouts.isOutside(id));
  const closed = [...new Set(pods.flatMap(({ id }) => spaces(id)))]
    .sort(byId)
    .map((namespace) => stringify(document('nothing-else', namespace, { podSelector: {}, policyTypes: ['Ingress'] })));
  const isBeyond = ({ server }: Allowance) => whereabouts.isOutside(server);
  const [beyond, within] = [allowances.filter(isBeyond), allowances.filter((one) => !isBeyond(one))];
  const open = within.flatMap((allowance) =>
    spaces(allowance.server).map((namespace) => {
      const policy = document(`to-${nameText(naming.textOf(allowance.server))}`, namespace, {
        podSelector: { matchLabels: naming.pods(allowance.server, namespace).labels },
        policyTypes: ['Ingress'],
        ingress: ingressOf(allowance, spaces, naming, whereabouts),
      });
      return `${commentsOf(allowance, namespace, spaces, naming, whereabouts, nameOf)}${stringify(policy)}`;
    }),
  );
  return `${comments(beyondTexts(beyond, nameOf))}${[...closed, ...open].join('---\n')}`;
}

/** One rule for all that are let in on the same ports. */
function ingressOf(
  { server, ports: groups }: Allowance,
  spaces: Spaces,
  naming: Naming,
  { addressesFor }: Whereabouts,
): object[] {
  const space = (namespace: string) => ({ namespaceSelector: { matchLabels: naming.space(namespace).labels } });
  const peers = (service: ServiceId): object[] => {
    const addresses = addressesFor(service, server);
    return addresses.length > 0 ? addresses.map((one) => ({ ipBlock: { cidr: hostBlock(one) } })) : pods(service);
  };
  const pods = (service: ServiceId) =>
    spaces(service).map((one) => ({ ...space(one), podSelector: { matchLabels: naming.pods(service, one).labels } }));
  return groups.map(({ namespaces, services, ports }) => {
    const written = writable(ports);
    return { from: [...namespaces.map(space), ...services.flatMap(peers)], ...(written ? { ports: written } : {}) };
  });
}

/** Ports as a NetworkPolicy names them; null where they are not known, or not of its protocols: all are let in. */
function writable(ports: AllowedPorts['ports']): readonly object[] | null {
  const named = ports?.map(({ protocol, port }) => ({ protocol: protocol.toUpperCase(), port })) ?? [];
  return named.length > 0 && named.every(({ protocol }) => PROTOCOLS.has(protocol)) ? named : null;
}

/** The block of an address alone. */
const hostBlock = (address: string): string => `${address}/${address.includes(':') ? 128 : 32}`;

function commentsOf(
  { server, namespaces, services, denied, blocked, ports }: Allowance,
  namespace: string,
  spaces: Spaces,
  naming: Naming,
  { addressesFor, clustersOf }: Whereabouts,
  nameOf: Name,
): string {
  const byAddress = services.filter((id) => addressesFor(id, server).length > 0);
  const anyPort = ports
    .filter((group) => writable(group.ports) === null)
    .flatMap((group) => [...group.namespaces.map((one) => `namespace ${one}`), ...group.services.map(nameOf)]);
  const meant = [
    [server, namespace] as const,
    ...services.filter((id) => !byAddress.includes(id)).flatMap((id) => spaces(id).map((one) => [id, one] as const)),
  ];
  const unlabelled = new Map(
    meant.flatMap(([id, one]) => {
      const { labels, known } = naming.pods(id, one);
      return known ? [] : [[id, Object.entries(labels).map((label) => label.join(': '))] as const];
    }),
  );
  const unnamed = new Set([...namespaces, ...meant.map(([, one]) => one)].filter((one) => !naming.space(one).known));
  return comments([
    ...clustersOf(server).map((cluster) => `For the cluster ${cluster}.`),
    ...(denied.length === 0
      ? []
      : [
          `Denied today and seen all the same, so it is let in here: ${denied.map(nameOf).join(', ')}. Take it out where the denial is right.`,
        ]),
    ...blockedTexts(blocked, nameOf),
    ...(byAddress.length === 0
      ? []
      : [
          `No pods of this cluster, so let in by the addresses that they have in evidence: ${byAddress.map(nameOf).join(', ')}.`,
        ]),
    ...(anyPort.length === 0
      ? []
      : [
          `On which port of its pods is not known (only looked up, not over TCP, UDP or SCTP, or through an address of which no record says to which port it leads), so every port is let in: ${anyPort.join(', ')}.`,
        ]),
    ...[...unlabelled].map(
      ([id, labels]) =>
        `No labels of its pods tell ${nameOf(id)} from others: label them ${labels.join(', ')}, or this policy misses them.`,
    ),
    ...[...unnamed].map((one) => `Label the namespace ${one} ${NAMESPACE_NAME}: ${one}, or this policy misses it.`),
  ]);
}

/** What ingress cannot let in, for something else denies it. */
function blockedTexts(blocked: Allowance['blocked'], nameOf: Name): string[] {
  return blocked.map(
    ({ service, by }) =>
      `Stays denied to ${nameOf(service)} by ${by.join(', ')}: this file holds ingress only, so change that as well.`,
  );
}

/** Servers for which there is no policy to write. */
function beyondTexts(allowances: readonly Allowance[], nameOf: Name): string[] {
  if (allowances.length === 0) return [];
  return [
    `No pods, so no policy of this file is for them: ${allowances.map(({ server }) => nameOf(server)).join(', ')}.`,
    ...allowances.flatMap(({ server, blocked }) =>
      blocked.map(
        ({ service, by }) =>
          `${nameOf(service)} → ${nameOf(server)} was seen and stays denied by ${by.join(', ')}: change that as well.`,
      ),
    ),
  ];
}

const comments = (texts: readonly string[]): string =>
  texts.map((text) => `# ${text.replaceAll(/\p{Cc}/gu, ' ')}\n`).join('');

function document(name: string, namespace: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}
