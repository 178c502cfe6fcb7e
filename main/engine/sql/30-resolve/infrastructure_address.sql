-- One row per address and time in which the IP inventory calls it one from which others ask (NAT, proxy, load balancer, resolver, forwarder),
-- and no record of that time calls it a machine. A source that the log names only by such an address is no client.
create or replace table infrastructure_address as
with told as (
  select address, infrastructure_kind(address_kind) as kind, address_kind, valid_from, valid_to, evidence_id, record
  from kept('ip_inventory') where address_kind is not null
), machine as (
  select address, valid_from, valid_to from told where lower(address_kind) in ('instance', 'vm', 'server', 'container', 'pod', 'task', 'node', 'allocation')
)
select address, kind, address_kind as word, valid_from, valid_to, evidence_id, record
from told t
where kind is not null and not exists (
  select 1 from machine m where m.address = t.address and m.valid_from < t.valid_to and t.valid_from < m.valid_to);
