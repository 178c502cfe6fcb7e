import type { MappedKind } from '../model/mapping.ts';
import type { Look } from './looks.ts';

/** A field of a canonical kind, and by what a column is known to hold it. */
export interface MappedField {
  readonly name: string;
  /** What its values look like; the first that fits counts. Empty: anything. */
  readonly looks: readonly Look[];
  /** Words by which programs call it, those that say it best first. */
  readonly words: readonly string[];
}

const field = (name: string, looks: readonly Look[], words: string): MappedField => ({
  name,
  looks,
  words: [name.replaceAll('_', ' '), ...words.split(',').map((word) => word.trim())],
});

const TIMESTAMP = field('timestamp', ['time'], 'time, ts, date, datetime, when, event time, time generated, logged at');
const SOURCE = [
  field(
    'source_ip',
    ['address'],
    'client, client ip, client address, src, src ip, source, querier, requester, remote, from, src addr, id orig h',
  ),
  field('source_container_id', ['id'], 'container, container id, pod, pod name, pod uid, task'),
  field('source_vm_id', ['id'], 'vm, vm id, instance, instance id, machine, host, computer, node, hostname'),
];
const LOOKUP = [
  TIMESTAMP,
  ...SOURCE,
  field(
    'fqdn',
    ['name'],
    'name, query, qname, query name, question, domain, rrname, dns name, hostname, queried, record',
  ),
  field('query_type', ['type'], 'type, qtype, query type, rrtype, record type, question type'),
  field('request_id', ['id'], 'id, query id, transaction id, txid, trans id, correlation id'),
  field('source_port', ['port'], 'port, client port, src port, sport, id orig p'),
];
const RESPONSE = [
  ...LOOKUP,
  field(
    'response_code',
    ['code', 'code number'],
    'rcode, code, response, status, result, outcome, reply code, answer code, dns status',
  ),
  field(
    'answer_ip',
    ['address', 'addresses'],
    'answer, answers, rdata, resolved, addresses, reply, response data, resolved ip, given',
  ),
  field('ttl', ['number'], 'time to live, answer ttl'),
  field('cname', ['alias'], 'alias, canonical name, cname target, target'),
];
const VALIDITY = [
  field('valid_from', ['time'], 'from, start, started, created, since, launch time, begin'),
  field('valid_to', ['time'], 'to, end, ended, deleted, until, terminated, stopped'),
];
const SUBSCRIPTION = field(
  'subscription_id',
  ['id'],
  'subscription, account, account id, project, owner, tenant, team, cost centre, app, application',
);
const RESOURCE = field('resource_id', ['id'], 'resource, arn, uid, resource name, host, vm, machine');
const ATTRIBUTES = [field('tenant', ['word'], 'customer'), field('namespace', ['word'], 'ns')];

/** The fields of each kind, in the order in which they are shown. */
export const MAPPED_FIELDS: Readonly<Record<MappedKind, readonly MappedField[]>> = {
  dns_request: LOOKUP,
  dns_response: RESPONSE,
  dns_lookup: RESPONSE,
  vm_inventory: [
    field('vm_id', ['id'], 'vm, instance, instance id, machine, server, server id, host, name, hostname'),
    field('container_id', ['id'], 'container, pod, task'),
    SUBSCRIPTION,
    RESOURCE,
    field('location', ['word'], 'region, zone, site, datacenter, dc, availability zone'),
    field('host', ['word'], 'node, hypervisor'),
    field('ip', ['address', 'addresses'], 'address, ip address, private ip, addr, ips'),
    ...ATTRIBUTES,
    field('cluster', ['word'], 'kubernetes cluster'),
    field('group', ['word'], 'rack, room, row'),
    ...VALIDITY,
  ],
  ip_inventory: [
    field('ip', ['address', 'addresses'], 'address, ip address, addr, private ip, ips'),
    SUBSCRIPTION,
    RESOURCE,
    field('region', ['word'], 'location, zone, site, datacenter, dc'),
    field('kind', ['word'], 'type, role'),
    ...VALIDITY,
  ],
  service_tree: [
    field('service_id', ['id'], 'service, service key, component, app id, ci, ci id'),
    field('service_name', ['word'], 'name, service, application, title, display name'),
    SUBSCRIPTION,
    field('instance_id', ['id'], 'instance'),
    RESOURCE,
    field('parent_service_id', ['id'], 'parent, parent id, system, part of'),
    ...ATTRIBUTES,
    field('data_class', ['word'], 'classification, data classification'),
    field('phase', ['word'], 'environment, env, stage'),
    ...VALIDITY,
  ],
  declared_dependency: [
    field('client_service_id', ['id'], 'client, from, consumer, upstream service, dependent, caller, source'),
    field('server_service_id', ['id'], 'server, to, provider, depends on, dependency, callee, target'),
    ...VALIDITY,
  ],
  health_event: [
    TIMESTAMP,
    field('service_id', ['id'], 'service, component, app, application'),
    field('instance_id', ['id'], 'instance'),
    field('source_container_id', ['id'], 'container, pod'),
    field('source_vm_id', ['id'], 'vm, host, node, machine, hostname'),
    field('ip', ['address'], 'address, ip address'),
    field('status', ['status'], 'state, health, result, outcome, level'),
    field('kind', ['word'], 'check, type, symptom, metric, alert, alert name'),
    field('severity', ['number'], 'priority'),
    field('message', ['word'], 'text, summary, description, detail, output'),
  ],
  connection: [
    TIMESTAMP,
    field('host', ['word'], 'node, computer, hostname, reporter'),
    field('src_ip', ['address'], 'source, source ip, src, src addr, saddr, local address, local ip, id orig h'),
    field('src_port', ['port'], 'source port, sport, local port, id orig p'),
    field(
      'dst_ip',
      ['address'],
      'destination, destination ip, dst, dest ip, dst addr, daddr, remote address, remote ip, id resp h',
    ),
    field('dst_port', ['port'], 'destination port, dport, dest port, remote port, id resp p'),
    field('protocol', ['word'], 'proto, transport'),
    field('pid', ['number'], 'process id'),
    field('process_name', ['word'], 'process, image, command, exe'),
    field('role', ['word'], 'direction, state'),
    field('count', ['number'], 'connections, flows'),
  ],
  heartbeat: [
    TIMESTAMP,
    field('emitter', ['id'], 'from, source, sender, node, member, peer'),
    field('detector', ['id'], 'to, receiver, observer, monitor, reported by'),
    field('sequence', ['number'], 'seq, counter, number'),
    field('rtt_ms', ['number'], 'rtt, latency, round trip'),
    field('interval_ms', ['number'], 'interval, period'),
  ],
  policy_rule: [
    field('action', ['word'], 'verdict, effect, permission'),
    field('from_kind', ['word'], 'source kind, source type, from type'),
    field('from', ['word'], 'source, client'),
    field('to_kind', ['word'], 'destination kind, target kind, to type'),
    field('to', ['word'], 'destination, target, server'),
    ...VALIDITY,
  ],
};

const OF_SOURCE = ['source_ip', 'source_container_id', 'source_vm_id'];

/** What each kind cannot do without: of every list at least one. */
export const MAPPED_NEEDS: Readonly<Record<MappedKind, readonly (readonly string[])[]>> = {
  dns_request: [['timestamp'], OF_SOURCE, ['fqdn'], ['query_type']],
  dns_response: [['timestamp'], OF_SOURCE, ['fqdn'], ['query_type'], ['response_code', 'answer_ip']],
  dns_lookup: [['timestamp'], OF_SOURCE, ['fqdn'], ['query_type'], ['response_code', 'answer_ip']],
  vm_inventory: [['vm_id', 'container_id'], ['subscription_id']],
  ip_inventory: [['ip'], ['subscription_id']],
  service_tree: [['service_id'], ['subscription_id']],
  declared_dependency: [['client_service_id'], ['server_service_id']],
  health_event: [['timestamp'], ['service_id', 'instance_id', 'source_container_id', 'source_vm_id', 'ip'], ['status']],
  connection: [['timestamp'], ['src_ip'], ['src_port'], ['dst_ip', 'role'], ['dst_port', 'role']],
  heartbeat: [['timestamp'], ['emitter'], ['detector']],
  policy_rule: [['action'], ['from_kind'], ['to_kind']],
};
