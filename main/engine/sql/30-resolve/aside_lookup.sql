-- One row per lookup that is infrastructure's own or passed on by it, and so no service's. kind: what it is; subject: the source, or the suffix or
-- form of the name; evidence_id, record: the inventory record that says so, if any. Begins with sources that are no clients.
-- Loopback, link-local and platform addresses are resolvers of a host, a node or a cloud (168.63.129.16 Azure, 35.199.192.0/19 Google), unless
-- an inventory says whose they were.
-- Key: lookup_id.
create or replace table aside_lookup as
with asked as (
  select evidence_id * 8589934592 + record * 2 as lookup_id, time, source_ip as address from dns_request where source_id is null and source_ip is not null
  union
  select evidence_id * 8589934592 + record * 2 + 1, time, source_ip from dns_response where source_id is null and source_ip is not null
), found as (
  select a.lookup_id, a.time, i.kind, a.address as subject, i.evidence_id, i.record
  from asked a join infrastructure_address i on i.address = a.address and a.time >= i.valid_from and a.time < i.valid_to
  union all
  select lookup_id, time, 'host-resolver', address, null, null from asked
  where (starts_with(address, '127.') or starts_with(address, '169.254.') or address in ('::1', '168.63.129.16')
    or regexp_matches(address, '^35\.199\.(19[2-9]|2[01][0-9]|22[0-3])\.'))
    and lookup_id not in (select lookup_id from lookup where client_segment is not null)
  union all
  select l.lookup_id, l.time, 'forwarder', s.key, null, null
  from lookup l join segment s on s.segment_no = l.client_segment where l.client_segment in (select segment_no from forwarder)
)
select lookup_id, min(time) as time, true as by_source, arg_min(kind, (kind, evidence_id, record)) as kind, arg_min(subject, (kind, evidence_id, record)) as subject,
  arg_min(evidence_id, (kind, evidence_id, record))::integer as evidence_id, arg_min(record, (kind, evidence_id, record))::integer as record
from found semi join lookup using (lookup_id)
group by lookup_id order by time, lookup_id;
