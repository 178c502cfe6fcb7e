-- One row per record whose parsed fields hash like another's: the fields themselves, so that only true equals meet.
create or replace temp view equal_content as
with several as (
  select evidence_id from evidence where format not like 'canonical-%'
), request as (
  select evidence_id, record, hash(time, request_id, source_id, source_vm_id, source_ip, port, name, type) as h from dns_request
), response as (
  select evidence_id, record,
    hash(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname) as h
  from dns_response where not whole and evidence_id not in (from several)
), socket as (
  select evidence_id, record, bit_xor(hash(time, end_time, host, src_address, src_port, dst_address, dst_port, protocol, pid, process_name, role, connections,
    translated_address, translated_port)) as h
  from connection group by all
), beat as (
  select evidence_id, record, bit_xor(hash(time, emitter, detector, sequence, rtt_ms, interval_ms)) as h from heartbeat group by all
), whole as (
  select evidence_id, record, bit_xor(hash(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname)) as h
  from dns_response where whole or evidence_id in (from several) group by all
)
select 'dns_request' as kind, evidence_id, record,
  row(time, request_id, source_id, source_vm_id, source_ip, port, name, type)::varchar as content
from dns_request semi join (select evidence_id, record from request where h in (select h from request group by h having count(*) > 1)) using (evidence_id, record)
union all
select 'dns_response', evidence_id, record,
  row(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname)::varchar
from dns_response semi join (select evidence_id, record from response where h in (select h from response group by h having count(*) > 1)) using (evidence_id, record)
union all
select 'dns_response', evidence_id, record,
  list_sort(list(row(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname)))::varchar
from dns_response semi join (select evidence_id, record from whole where h in (select h from whole group by h having count(*) > 1)) using (evidence_id, record)
group by evidence_id, record
union all
select 'vm_inventory', evidence_id, record,
  list_sort(list(row(container_id, vm_id, subscription_id, resource_id, location, host, address, tenant, namespace, cluster, data_centre_group, valid_from, valid_to)))::varchar
from vm_inventory group by evidence_id, record
union all
select 'ip_inventory', evidence_id, record,
  list_sort(list(row(address, subscription_id, resource_id, region, address_kind, valid_from, valid_to)))::varchar
from ip_inventory group by evidence_id, record
union all
select 'service_tree', evidence_id, record,
  list_sort(list(row(service_id, service_name, instance_id, subscription_id, resource_id, parent_service_id, tenant, namespace, data_class, phase, valid_from, valid_to)))::varchar
from service_tree group by evidence_id, record
union all
select 'declared_dependency', evidence_id, record,
  list_sort(list(row(client_service_id, server_service_id, valid_from, valid_to)))::varchar
from declared_dependency group by evidence_id, record
union all
select 'health_event', evidence_id, record,
  list_sort(list(row(time, service_id, instance_id, source_id, address, service, host, status, kind, severity, message, until_time)))::varchar
from health_event group by evidence_id, record
union all
select 'connection', evidence_id, record,
  list_sort(list(row(time, end_time, host, src_address, src_port, dst_address, dst_port, protocol, pid, process_name, role, connections,
    translated_address, translated_port)))::varchar
from connection semi join (select evidence_id, record from socket where h in (select h from socket group by h having count(*) > 1)) using (evidence_id, record)
group by evidence_id, record
union all
select 'heartbeat', evidence_id, record, list_sort(list(row(time, emitter, detector, sequence, rtt_ms, interval_ms)))::varchar
from heartbeat semi join (select evidence_id, record from beat where h in (select h from beat group by h having count(*) > 1)) using (evidence_id, record)
group by evidence_id, record
union all
select 'policy_rule', evidence_id, record, list_sort(list(row(action, from_kind, from_value, to_kind, to_value, valid_from, valid_to)))::varchar
from policy_rule group by evidence_id, record
union all
select 'policy_document', evidence_id, record, list_sort(list(row(dialect, name, body, valid_from, valid_to)))::varchar
from policy_document group by evidence_id, record
union all
select 'policy_subject', evidence_id, record, list_sort(list(row(subject_kind, subject, traits, valid_from, valid_to)))::varchar
from policy_subject group by evidence_id, record;
