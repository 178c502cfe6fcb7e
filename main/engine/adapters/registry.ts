import type { Sample, Shape } from '../evidence/sample.ts';
import type { Mapping } from '../../../shared/model/mapping.ts';
import type { Adapter } from './adapter.ts';
import { alertmanager } from './alertmanager.ts';
import { awsCloudMap } from './aws-cloud-map.ts';
import { awsCloudwatchAlarms } from './aws-cloudwatch-alarms.ts';
import { awsConfig } from './aws-config.ts';
import { awsEc2Instances } from './aws-ec2-instances.ts';
import { awsEc2Interfaces } from './aws-ec2-interfaces.ts';
import { awsEcsTasks } from './aws-ecs-tasks.ts';
import { azureResources } from './azure-resources.ts';
import { backstage } from './backstage.ts';
import { bind } from './bind.ts';
import { consul } from './consul.ts';
import { coredns } from './coredns.ts';
import { dnsmasq } from './dnsmasq.ts';
import { dnstapFrames, dnstapLines, dnstapYaml } from './dnstap.ts';
import { dnstapJson } from './dnstap-json.ts';
import { dockerInspect } from './docker-inspect.ts';
import { gcpAssets } from './gcp-assets.ts';
import { gcpInstances } from './gcp-instances.ts';
import { netbox } from './netbox.ts';
import { mappedAdapter } from './mapped.ts';
import { nomad } from './nomad.ts';
import { openstack } from './openstack.ts';
import { awsRoute53Resolver } from './aws-route53-resolver.ts';
import { awsSecurityGroups } from './aws-security-groups.ts';
import { awsVpcFlow, awsVpcFlowRows } from './aws-vpc-flow.ts';
import { azureDnsQueryLogs } from './azure-dnsquerylogs.ts';
import { azureFirewallDns } from './azure-firewall-dns.ts';
import { canonicalAdapters } from './canonical.ts';
import { istioAuthorization } from './istio-authorization.ts';
import { gcpCloudDns } from './gcp-cloud-dns.ts';
import { hubbleDns } from './hubble-dns.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesEvents } from './kubernetes-events.ts';
import { kubernetesNetworkPolicy } from './kubernetes-networkpolicy.ts';
import { netstat } from './netstat.ts';
import { powerdns, powerdnsJson } from './powerdns.ts';
import { prometheus } from './prometheus.ts';
import { ss } from './ss.ts';
import { nagios, nagiosStatus } from './nagios.ts';
import { suricataDns } from './suricata-dns.ts';
import { sysmonDns, sysmonDnsXml } from './sysmon-dns.ts';
import { syslog, syslogJournal } from './syslog.ts';
import { unbound } from './unbound.ts';
import { windowsDnsDebug } from './windows-dns-debug.ts';
import { windowsDnsEtw, windowsDnsEtwXml } from './windows-dns-etw.ts';
import { azureNsgFlow } from './azure-nsg-flow.ts';
import { azureVmConnection } from './azure-vmconnection.ts';
import { azureVnetFlow } from './azure-vnet-flow.ts';
import { conntrack } from './conntrack.ts';
import { gcpVpcFlow } from './gcp-vpc-flow.ts';
import { hubbleFlow } from './hubble-flow.ts';
import { lsof, lsofFields } from './lsof.ts';
import { osquerySockets } from './osquery-sockets.ts';
import { procNetTcp } from './proc-net-tcp.ts';
import { sysmonNetwork, sysmonNetworkXml } from './sysmon-network.ts';
import { zeekConn } from './zeek-conn.ts';
import { zeekDns } from './zeek-dns.ts';

/** Every format that Aftermap opens but its own; the order says nothing. */
export const exportAdapters: readonly Adapter[] = [
  alertmanager,
  awsCloudMap,
  awsCloudwatchAlarms,
  awsConfig,
  awsEc2Instances,
  awsEc2Interfaces,
  awsEcsTasks,
  azureResources,
  backstage,
  bind,
  consul,
  coredns,
  dnsmasq,
  dnstapFrames,
  dnstapJson,
  dnstapLines,
  dnstapYaml,
  dockerInspect,
  gcpAssets,
  gcpInstances,
  netbox,
  netstat,
  nomad,
  openstack,
  awsRoute53Resolver,
  awsSecurityGroups,
  awsVpcFlow,
  awsVpcFlowRows,
  azureDnsQueryLogs,
  azureFirewallDns,
  gcpCloudDns,
  hubbleDns,
  istioAuthorization,
  kubernetes,
  kubernetesEvents,
  kubernetesNetworkPolicy,
  nagios,
  nagiosStatus,
  powerdns,
  powerdnsJson,
  ss,
  prometheus,
  suricataDns,
  sysmonDns,
  sysmonDnsXml,
  syslog,
  syslogJournal,
  unbound,
  windowsDnsDebug,
  windowsDnsEtw,
  windowsDnsEtwXml,
  azureNsgFlow,
  azureVmConnection,
  azureVnetFlow,
  conntrack,
  gcpVpcFlow,
  hubbleFlow,
  lsof,
  lsofFields,
  osquerySockets,
  procNetTcp,
  sysmonNetwork,
  sysmonNetworkXml,
  zeekConn,
  zeekDns,
];

/** The id of every format, sorted. */
export const formatIds: readonly string[] = [
  ...new Set([...exportAdapters, ...canonicalAdapters].map(({ format }) => format)),
].sort();

/** What reads a file, and which of its samples it reads. */
export interface Recognised {
  readonly adapter: Adapter;
  readonly sample: Sample;
  /** Where the adapter is made of a mapping: that. */
  readonly mapping?: Mapping;
}

/** What a person said of how files are to be read. */
export interface Choosing {
  /** A format that is taken wherever it fits. */
  readonly format?: string | undefined;
  /** Mappings that are taken wherever they fit. */
  readonly mappings?: readonly Mapping[] | undefined;
  /** Mappings of the case: taken where no format is sure. */
  readonly kept?: readonly Mapping[] | undefined;
}

const SHAPES: Readonly<Record<Adapter['reads'], readonly Shape[]>> = {
  objects: ['csv', 'ndjson', 'json', 'zeek', 'yaml', 'parquet'],
  lines: ['text', 'xml'],
  frames: ['frames'],
  columns: ['csv', 'ndjson', 'json', 'parquet'],
};

/**
 * The adapter whose format a file is of, told from its samples from the outside in: the first sample that a format surely fits; else the one
 * format that is likely. Several that fit alike are all given, to be asked about; none: empty. Mappings that are given come before all, those
 * of the case before what is only likely; of several, the one with the most columns.
 */
export function recognise(samples: readonly Sample[], choosing: Choosing = {}): readonly Recognised[] {
  const mapped = mappedBy(samples, choosing.mappings ?? []);
  if (mapped.length > 0) return mapped;
  const chosen = samples.flatMap((sample) => fittingAs(sample, choosing.format))[0];
  if (chosen) return [chosen];
  const { found, sure } = fittingBest(samples);
  if (sure && found.length === 1) return found;
  const kept = mappedBy(samples, choosing.kept ?? []);
  return kept.length > 0 ? kept : found;
}

/** What keeps the samples of a file that no format fits from being of the format that they are nearest to. */
export function nearest(samples: readonly Sample[]): string | undefined {
  const near = samples.flatMap((sample) =>
    [...exportAdapters, ...canonicalAdapters].flatMap((adapter) => adapter.nearly?.(sample) ?? []),
  );
  return near.sort((a, b) => b.share - a.share)[0]?.words;
}

function fittingBest(samples: readonly Sample[]): { readonly found: readonly Recognised[]; readonly sure: boolean } {
  let likely: readonly Recognised[] = [];
  for (const sample of samples) {
    const canonical = fitting(sample, canonicalAdapters)[0];
    const fits = [...fitting(sample, exportAdapters), ...(canonical ? [canonical] : [])];
    const sure = fits.filter(({ fit }) => fit === true);
    if (sure.length > 0)
      return { found: sure.map(({ adapter }) => ({ adapter, sample: within(adapter, sample) })), sure: true };
    if (likely.length === 0) likely = fits.map(({ adapter }) => ({ adapter, sample: within(adapter, sample) }));
  }
  return { found: likely, sure: false };
}

/** A sample as of the one format that is asked for, where it fits, however likely others are. */
function fittingAs(sample: Sample, format: string | undefined): readonly Recognised[] {
  const asked = [...exportAdapters, ...canonicalAdapters].filter((adapter) => adapter.format === format);
  return fitting(sample, asked).map(({ adapter }) => ({ adapter, sample: within(adapter, sample) }));
}

/** The mapping with the most columns of those that fit a sample, the outermost first; all of them where several have as many. */
function mappedBy(samples: readonly Sample[], mappings: readonly Mapping[]): readonly Recognised[] {
  const found = mappings.flatMap((mapping) => {
    const adapter = mappedAdapter(mapping);
    const sample = samples.find((each) => fitting(each, [adapter]).length > 0);
    return sample ? [{ adapter, sample: within(adapter, sample), mapping }] : [];
  });
  const size = ({ mapping }: (typeof found)[number]) => Object.keys(mapping.fields).length;
  const most = Math.max(0, ...found.map(size));
  return found.filter((each) => size(each) === most);
}

function fitting(sample: Sample, adapters: readonly Adapter[]) {
  return adapters
    .filter((adapter) => SHAPES[adapter.reads].includes(shapeOf(sample)))
    .map((adapter) => ({ adapter, fit: adapter.fits(sample) }))
    .filter(({ fit }) => fit !== false);
}

/** Messages that are no objects are lines, whatever they came in. */
function shapeOf(sample: Sample): Shape {
  return sample.message !== 'none' && sample.records.length === 0
    ? 'text'
    : sample.message !== 'none'
      ? 'ndjson'
      : sample.shape;
}

/** The sample with its records where the adapter looks for them. */
function within(adapter: Adapter, sample: Sample): Sample {
  const lists = 'lists' in adapter ? adapter.lists : [];
  if (sample.list !== '') return sample;
  const [list, ...otherLists] = lists.filter((path) => [...sample.outline.keys()].some((each) => reaches(each, path)));
  return list === undefined ? sample : { ...sample, list, otherLists };
}

/** Whether a path of an outline lies in a list. */
function reaches(path: string, list: string): boolean {
  const pattern = list
    .split(/(\[\]|\{\})/)
    .map((part) => (part === '[]' ? '\\[\\]' : part === '{}' ? '\\..+?' : keysOf(part)))
    .join('');
  return new RegExp(`^${pattern}([.[]|$)`).test(path);
}

/** Keys of a list as a pattern: `A|B` are two keys that both lead to records. */
function keysOf(part: string): string {
  const keys = part.split('.').map((key) => key.replace(/[*+?^$()\\]/g, '\\$&'));
  return keys.map((key) => (key.includes('|') ? `(?:${key})` : key)).join('\\.');
}
