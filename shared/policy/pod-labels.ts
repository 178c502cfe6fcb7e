import type { Service, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import type { Subjects } from './fleet.ts';
import type { Labels } from './workload.ts';

/** Labels that name the service of a pod, the recommended one first. */
export const NAMING_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app'] as const;
/** The label by which Kubernetes itself names a namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
/** Labels that the next rollout, or the next pod, has otherwise. */
const PASSING =
  /^(pod-template-(hash|generation)|controller-revision-hash|statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|(batch\.kubernetes\.io\/)?(controller-uid|job-name|job-completion-index))$/;

/** By which labels pods or namespaces are meant, and whether they are known to have them or have yet to be given them. */
export interface Meant {
  readonly labels: Labels;
  readonly known: boolean;
}

/** How a NetworkPolicy is to name pods and namespaces. */
export interface Naming {
  /** A text of its own for each service, of the characters of a label. */
  readonly textOf: (service: ServiceId) => string;
  readonly pods: (service: ServiceId, namespace: string) => Meant;
  readonly space: (namespace: string) => Meant;
}

/**
 * Pods by labels that they have and no pod of another service in the namespace of their cluster has: a naming one, else all that they share; else by the id of
 * the service. Namespaces by their name, which Kubernetes gives them as a label, unless their labels are known and it is none of them.
 */
export function namingOf(
  services: readonly Pick<Service, 'id'>[],
  { workloads, namespaces }: Subjects,
  spaces: (service: ServiceId) => readonly string[],
  areApart: (one: ServiceId, other: ServiceId) => boolean = () => false,
): Naming {
  const own = new Map(
    [...workloads].map(([id, all]) => [id, all.flatMap(({ labels }) => (labels ? [labels] : []))] as const),
  );
  const inUse = [...own.values()].flat().flatMap((labels) => labels[NAMING_LABELS[0]] ?? []);
  const texts = labelTexts(services, inUse);
  const textOf = (service: ServiceId) => texts.get(service) ?? labelText(service);
  const meant = (apart: Labels | undefined, given: Labels): Meant => ({ labels: apart ?? given, known: !!apart });
  return {
    textOf,
    pods: (service, namespace) => {
      const others = [...own].filter(
        ([id]) => id !== service && spaces(id).includes(namespace) && !areApart(id, service),
      );
      const apart = labelsApart(
        own.get(service) ?? [],
        others.flatMap(([, all]) => all),
      );
      return meant(apart, { [NAMING_LABELS[0]]: textOf(service) });
    },
    space: (namespace) => {
      const byName = { [NAMESPACE_NAME]: namespace };
      const known = namespaces.filter(({ name }) => name === namespace).map(({ labels }) => labels);
      if (known.every((labels) => holds(labels, byName))) return { labels: byName, known: true };
      const others = namespaces.filter(({ name }) => name !== namespace).map(({ labels }) => labels);
      return meant(labelsApart(known, others), byName);
    },
  };
}

function labelsApart(own: readonly Labels[], others: readonly Labels[]): Labels | undefined {
  const shared = sharedBy(own);
  const naming = NAMING_LABELS.flatMap((key) => (shared[key] === undefined ? [] : [{ [key]: shared[key] }]));
  return [...naming, shared].find(
    (labels) => Object.keys(labels).length > 0 && !others.some((other) => holds(other, labels)),
  );
}

function sharedBy([first = {}, ...rest]: readonly Labels[]): Labels {
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) => !PASSING.test(key) && rest.every((labels) => labels[key] === value)),
  );
}

function holds(labels: Labels, meant: Labels): boolean {
  return Object.entries(meant).every(([key, value]) => labels[key] === value);
}

/** A label value for each service: its id, in the characters and the length that a label may have; no two services have the same, and none one in use. */
function labelTexts(
  services: readonly Pick<Service, 'id'>[],
  inUse: readonly string[],
): ReadonlyMap<ServiceId, string> {
  const labels = new Map<ServiceId, string>();
  const taken = new Set(inUse.map(nameText));
  for (const id of services.map((service) => service.id).sort(byId)) {
    const base = labelText(id).slice(0, 55) || 'service';
    let label = trimmed(base);
    for (let n = 2; taken.has(nameText(label)); n += 1) label = `${trimmed(base)}-${n}`;
    taken.add(nameText(label));
    labels.set(id, label);
  }
  return labels;
}

/** The characters of a label value. */
function labelText(text: string): string {
  return trimmed(text.replaceAll(/[^A-Za-z0-9._-]+/g, '-'));
}

function trimmed(text: string): string {
  return text.replace(/^[^A-Za-z0-9]+/, '').replace(/[^A-Za-z0-9]+$/, '') || 'service';
}

/** The characters of an object's name; no two labels have the same. */
export function nameText(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
