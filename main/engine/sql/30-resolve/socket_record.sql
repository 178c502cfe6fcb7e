-- One row per connection record that counts, protocols by their short names. lasting: it stands for all the time to end_time, not for an instant. listening: a socket that waits, without a far end. Where a
-- translator of addresses (service address, load balancer, NAT) recorded who is behind the far end of a connection, that is its far end in
-- every record of the connection, unless two translations of it differ.
create or replace temp table socket_record as
with known as (
  select c.* replace (case when c.protocol in ('tcp4', 'tcp6', '6') then 'tcp' when c.protocol in ('udp4', 'udp6', '17') then 'udp' else c.protocol end as protocol), e.format
  from kept('connection') c join evidence e using (evidence_id)
), translation as (
  select protocol, src_address, src_port, dst_address, dst_port, min(translated_address) as address, min(coalesce(translated_port, dst_port)) as port
  from known where translated_address is not null
  group by protocol, src_address, src_port, dst_address, dst_port having count(distinct row(translated_address, translated_port)) = 1
)
select k.evidence_id, k.record, k.line, k.time, coalesce(k.end_time, k.time) as end_time, k.end_time is not null as lasting, coalesce(k.host, '') as host, k.format, k.protocol, k.src_address, k.src_port,
  coalesce(k.translated_address, t.address, k.dst_address) as dst_address,
  case when k.translated_address is not null then coalesce(k.translated_port, k.dst_port, 0) else coalesce(t.port, k.dst_port, 0) end as dst_port,
  k.pid, k.process_name, k.role, k.connections, k.dst_address is null or k.role = 'listen' and k.dst_address in ('0.0.0.0', '::') as listening
from known k left join translation t using (protocol, src_address, src_port, dst_address, dst_port);
