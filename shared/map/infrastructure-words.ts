import type { InfrastructureKind } from '../model/infrastructure.ts';

/** What each kind of infrastructure is called, one and several. */
export const INFRASTRUCTURE_NAMES: Readonly<Record<InfrastructureKind, string>> = {
  forwarder: 'forwarder',
  'host-resolver': 'resolver of a host or platform',
  'load-balancer': 'load balancer',
  nat: 'NAT',
  proxy: 'proxy',
  resolver: 'resolver',
  'local-link': 'local link (mDNS)',
  'proxy-discovery': 'proxy discovery',
  reverse: 'reverse lookup (PTR)',
  'search-domain': 'search-domain expansion',
  'service-discovery': 'service discovery (SRV)',
};

const MARKS: Readonly<Record<InfrastructureKind, string>> = {
  forwarder: 'asks again what other sources asked up to 2 s before',
  'host-resolver': 'an address of the host itself, its link or its platform',
  'load-balancer': 'the inventory calls the address a load balancer',
  nat: 'the inventory calls the address NAT',
  proxy: 'the inventory calls the address a proxy',
  resolver: 'the inventory calls the address a resolver',
  'local-link': 'names of the local link, which no server knows',
  'proxy-discovery': 'a name that hosts ask for to find a proxy or tunnel',
  reverse: 'an address was given and its name asked for',
  'search-domain': 'a known name with a search domain behind it; it does not exist (NXDOMAIN)',
  'service-discovery': 'a name that tells where a service is, not the service',
};

/** How a source or name is known to be infrastructure; `word` is what the inventory calls the address. */
export const markOf = (kind: InfrastructureKind, word: string | null): string =>
  word === null ? MARKS[kind] : `the inventory calls the address “${word}”`;
