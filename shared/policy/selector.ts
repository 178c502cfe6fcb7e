import ipaddr from 'ipaddr.js';
import { NAMESPACE_NAME } from './pod-labels.ts';
import { allOf, not, oneOf, type Truth } from './truth.ts';
import type { Labels, Workload } from './workload.ts';

/** What a label must be, in the words of Kubernetes. */
export interface LabelTerm {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** Who is meant, in one form for all dialects. */
export type Selector =
  | { readonly kind: 'any' }
  | { readonly kind: 'service' | 'namespace' | 'tenant' | 'region'; readonly value: string }
  /** A namespace whose name begins or ends so: `*` at one end stands for any text. */
  | { readonly kind: 'namespace-pattern'; readonly pattern: string }
  /** In a Kubernetes cluster, or in one that is not known. */
  | { readonly kind: 'cluster'; readonly name: string }
  /** Runs in Kubernetes. */
  | { readonly kind: 'pod' }
  /** `presumed`: of whom no labels are in evidence is held to have none. */
  | {
      readonly kind: 'labels';
      readonly of: 'workload' | 'namespace';
      readonly terms: readonly LabelTerm[];
      readonly presumed?: true;
    }
  | { readonly kind: 'addresses'; readonly cidr: string }
  | { readonly kind: 'security-group'; readonly id: string }
  | { readonly kind: 'all' | 'one'; readonly of: readonly Selector[] }
  | { readonly kind: 'not'; readonly of: Selector }
  /** Cannot be told from the evidence of a case. */
  | { readonly kind: 'unknown'; readonly what: string };

export const ANY: Selector = { kind: 'any' };

/** What a policy of a cluster is for; of every cluster where it is not known of which it is. */
export function withinCluster(cluster: string | null | undefined): readonly Selector[] {
  return cluster ? [{ kind: 'cluster', name: cluster }] : [];
}

/** Whether the selector means the workload: of one with several addresses, with each of them the same. */
export function selects(selector: Selector, workload: Workload): Truth {
  const { addresses } = workload;
  if (addresses === null || addresses.length < 2 || !asksForAddresses(selector)) return holds(selector, workload);
  const truths = new Set(addresses.map((address) => holds(selector, { ...workload, addresses: [address] })));
  const [only = 'unknown', ...others] = truths;
  return others.length === 0 ? only : 'unknown';
}

/** Whether it depends on addresses whom the selector means. */
export function asksForAddresses(selector: Selector): boolean {
  if (selector.kind === 'all' || selector.kind === 'one') return selector.of.some(asksForAddresses);
  return selector.kind === 'addresses' || (selector.kind === 'not' && asksForAddresses(selector.of));
}

function holds(selector: Selector, workload: Workload): Truth {
  switch (selector.kind) {
    case 'any':
      return 'yes';
    case 'service':
      return truth(same(selector.value, workload.service) || same(selector.value, workload.name));
    case 'namespace':
    case 'tenant':
      return among(selector.value, workload[selector.kind], 'no');
    case 'region':
      return among(selector.value, workload.region, 'unknown');
    case 'namespace-pattern':
      return some(workload.namespace.map((name) => fitsPattern(selector.pattern, name)));
    case 'cluster':
      return workload.cluster.length === 0 ? 'yes' : some(workload.cluster.map((name) => name === selector.name));
    case 'pod':
      return truth(workload.labels !== null || workload.namespace.length > 0);
    case 'labels':
      return selector.of === 'workload'
        ? labelled(selector.terms, workload.labels ?? {}, selector.presumed ?? workload.labels !== null)
        : labelled(selector.terms, labelsOfNamespace(workload), selector.presumed ?? workload.namespaceLabels !== null);
    case 'addresses':
      return inside(workload.addresses, selector.cidr);
    case 'security-group':
      return workload.securityGroups ? truth(workload.securityGroups.includes(selector.id)) : 'unknown';
    case 'all':
      return allOf(selector.of.map((part) => holds(part, workload)));
    case 'one':
      return oneOf(selector.of.map((part) => holds(part, workload)));
    case 'not':
      return not(holds(selector.of, workload));
    case 'unknown':
      return 'unknown';
  }
}

const truth = (holds: boolean): Truth => (holds ? 'yes' : 'no');

/** Whether a text is the one that is meant, in which `*` stands for any text; upper and lower case are one. */
function same(meant: string, text: string): boolean {
  if (meant === text) return true;
  if (!meant.includes('*')) return meant.toLowerCase() === text.toLowerCase();
  const parts = meant.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(text);
}

function among(value: string, values: readonly string[], whereNone: Truth): Truth {
  if (values.length === 0) return whereNone;
  return some(values.map((one) => same(value, one)));
}

/** Kubernetes labels each namespace with its name. */
function labelsOfNamespace({ namespace, namespaceLabels }: Workload): Labels {
  const [name, ...more] = namespace;
  return name !== undefined && more.length === 0
    ? { [NAMESPACE_NAME]: name, ...namespaceLabels }
    : (namespaceLabels ?? {});
}

/** `complete`: labels that are not there are known not to be there. */
function labelled(terms: readonly LabelTerm[], labels: Labels, complete: boolean): Truth {
  return allOf(
    terms.map(({ key, operator, values }) => {
      const value = labels[key];
      if (value === undefined && !complete) return 'unknown';
      if (operator === 'Exists') return truth(value !== undefined);
      if (operator === 'DoesNotExist') return truth(value === undefined);
      const found = value !== undefined && values.includes(value);
      return truth(operator === 'In' ? found : !found);
    }),
  );
}

/** Whether the only address lies in the block. */
function inside(addresses: readonly string[] | null, cidr: string): Truth {
  const [address] = addresses ?? [];
  return address === undefined ? 'unknown' : inBlock(address, cidr);
}

/** Whether a value fits that may be one of several. */
function some(fits: readonly boolean[]): Truth {
  if (!fits.includes(true)) return 'no';
  return fits.includes(false) ? 'unknown' : 'yes';
}

/** The patterns of Istio: a text, `*` alone, or `*` at one end. */
function fitsPattern(pattern: string, text: string): boolean {
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

/** Whether an address lies in a block, or is the one address that is written in its place. */
export function inBlock(address: string, cidr: string): Truth {
  if (!ipaddr.isValid(address) || !ipaddr.isValidCIDR(withMask(cidr))) return 'unknown';
  const [ip, block] = [ipaddr.process(address), ipaddr.parseCIDR(withMask(cidr))];
  return truth(ip.kind() === block[0].kind() && ip.match(block));
}

function withMask(cidr: string): string {
  if (cidr.includes('/')) return cidr;
  return `${cidr}/${cidr.includes(':') ? 128 : 32}`;
}
