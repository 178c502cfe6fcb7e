import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sourceOf, withCase } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

/** What each collected file is, as its SOURCE.txt and a look at it say. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'aws-cloudwatch-alarms': ['aws-cloudwatch-alarms/describe-alarm-history.json'],
  'aws-ec2-instances': ['aws-ec2/describe-instances.json', 'aws-ec2/describe-instances.2.json'],
  'aws-ec2-interfaces': ['aws-ec2/describe-network-interfaces.json'],
  'aws-ecs-tasks': ['aws-ecs/describe-tasks.json'],
  'aws-route53-resolver': [
    '_synthetic_wrappers/route53_array.json',
    '_synthetic_wrappers/route53_cwl_export_task.gz',
    '_synthetic_wrappers/route53_cwl_filter-log-events.json',
    '_synthetic_wrappers/route53_firehose_concatenated_no_newlines.gz',
    '_synthetic_wrappers/route53_logs_insights_bom_crlf.csv',
    '_synthetic_wrappers/route53_s3_ndjson.log.gz',
    '_synthetic_wrappers/route53_truncated_last_line.ndjson',
    'aws-route53-resolver/doc_example_pretty.json',
  ],
  'aws-security-groups': ['aws-security-groups/describe-security-groups.json'],
  'aws-cloud-map': ['aws-servicediscovery/get-instances-health-status.json'],
  'aws-vpc-flow': [
    'aws-vpc-flow/v2_default_cloudwatch_noheader.log',
    'aws-vpc-flow/v2_default_s3.log',
    'aws-vpc-flow/v3_custom.parquet',
  ],
  'azure-dnsquerylogs': ['_synthetic_wrappers/azure_dnsresponse_blob_PT1H_ndjson_UNVERIFIED.json'],
  'azure-resources': [
    'azure-inventory/arm-networkInterfaces-list.json',
    'azure-inventory/arm-virtualMachines-list.json',
    'azure-inventory/resource-graph-vms.json',
  ],
  'azure-nsg-flow': ['azure-nsg-flow/PT1H_v1.json'],
  'azure-vmconnection': ['azure-vmconnection/vmconnection.ndjson'],
  'azure-vnet-flow': ['azure-vnet-flow/PT1H.json'],
  backstage: ['backstage/petstore-component.yaml'],
  bind: ['bind/query.log', 'bind/query_iso8601utc.log'],
  consul: ['consul/health_service.json'],
  coredns: ['coredns/coredns_doc.log'],
  dnsmasq: ['dnsmasq/dnsmasq_extra.log'],
  dnstap: ['dnstap/bind.dnstap', 'dnstap/bind_dnstap.short.txt', 'dnstap/bind_dnstap.yaml'],
  'gcp-cloud-dns': [
    '_synthetic_wrappers/gcp_dns_gcloud_logging_read_array.json',
    '_synthetic_wrappers/gcp_dns_sink_ndjson.json',
  ],
  'gcp-instances': ['gcp-compute/aggregated-instances.json', 'gcp-compute/gcloud-compute-instances-list.json'],
  'gcp-vpc-flow': ['gcp-vpc-flow/vpc_flows_logentry.json'],
  'hubble-dns': ['hubble/dns-flows.ndjson'],
  'hubble-flow': ['hubble/http-flows-5.ndjson', 'hubble/tcp-flows.ndjson'],
  'kubernetes-networkpolicy': ['k8s-networkpolicy/networkpolicy.yaml'],
  'kubernetes-events': ['kubernetes/events_message-image-pull-fail.json'],
  kubernetes: [
    'kubernetes/nodes.json',
    'kubernetes/pods_default-unhealthy.json',
    'kubernetes/pods_default.json',
    'kubernetes/support-bundle_cluster-resources_deployments_default.json',
    'kubernetes/support-bundle_cluster-resources_namespaces.json',
  ],
  powerdns: ['powerdns/recursor_structured.log'],
  prometheus: ['prometheus/query_range_up.json'],
  lsof: ['sockets/lsof_nP_i.txt'],
  'proc-net-tcp': ['sockets/proc_net_tcp.txt'],
  ss: ['sockets/ss_tanp.txt'],
  'suricata-dns': ['suricata/eve.json'],
  'sysmon-dns': ['sysmon/log_analytics_WindowsEvent_table_sysmon.ndjson', 'sysmon/sysmon_eid3_eid22_nxlog_flat.ndjson'],
  unbound: ['unbound/unbound.log'],
  'windows-dns-debug': ['windows-dns/dns_debug.log'],
  'zeek-dns': ['zeek/dns.json.log', 'zeek/dns.log', 'zeek/lsass05_dns.log'],
  'zeek-conn': ['zeek/lsass05_conn.log'],
  // Of no use for a map, or of a format that is not in the list of those that are opened: kept as unknown, never taken for another.
  unknown: [
    'aws-ec2/describe-addresses.json',
    'aws-network-acls/describe-network-acls.json',
    'aws-vpc-flow/describe-flow-logs.json',
    'zeek/lsass05_http.log',
    'zeek/lsass05_ssl.log',
  ],
};

/** Every record that is rejected, by file: how many, and why that is right. */
const REJECTED: Readonly<Record<string, { readonly records: number; readonly why: RegExp }>> = {
  '_synthetic_wrappers/route53_truncated_last_line.ndjson': { records: 1, why: /cut off|JSON/ },
  // Of 2,857 rows without a type, 2,856 have no name either and are skipped.
  'zeek/lsass05_dns.log': { records: 1, why: /^query_type is missing$/ },
};

it.skipIf(!there)('every collected file is what it is, and each of its records is in one place', async () => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'SOURCE.txt')
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replace(/^\//, ''))
    .sort();
  const formats = new Map(Object.entries(KNOWN).flatMap(([format, files]) => files.map((name) => [name, format])));
  expect(names, 'a file that is not listed here is not proved').toEqual([...formats.keys()].sort());
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(`${folder}${name}`)] as const)),
  );
  await withCase(files, ({ sources }) => {
    const told = names.map((name) => {
      const { format, records, accepted, repeated, rejected, skipped, rejects, problem } = sourceOf(sources, name);
      const left = Object.values(skipped).reduce((sum, count) => sum + count, 0);
      expect({ name, sum: accepted + repeated + rejected + left }).toEqual({ name, sum: records });
      expect({ name, problem: problem !== null }).toEqual({ name, problem: format === 'unknown' });
      for (const { reason } of rejects) expect(reason, name).toMatch(REJECTED[name]?.why ?? /^never$/);
      return { name, format, rejected };
    });
    expect(told).toEqual(
      names.map((name) => ({ name, format: formats.get(name), rejected: REJECTED[name]?.records ?? 0 })),
    );
  });
});
