-- One row per connection record that counts, protocols by their short names. listening: a socket that waits, without a far end.
create or replace temp table socket_record as
select c.evidence_id, c.record, c.line, c.time, coalesce(c.host, '') as host, e.format,
  case when c.protocol in ('tcp4', 'tcp6', '6') then 'tcp' when c.protocol in ('udp4', 'udp6', '17') then 'udp' else c.protocol end as protocol,
  c.src_address, c.src_port, c.dst_address, coalesce(c.dst_port, 0) as dst_port, c.pid, c.process_name, c.role, c.connections,
  c.dst_address is null or c.role = 'listen' and c.dst_address in ('0.0.0.0', '::') as listening
from kept('connection') c join evidence e using (evidence_id);
