-- The records that show a connection, earliest first, and after them one that says that its server's port is listened on, if others do.
with shown as (
  select 'connection' as role, evidence_id, record, line, time, host, role as said from connection_ends
  where protocol = $protocol and time >= make_timestamp($first) and time <= make_timestamp($last) and (
    own_address = $client_address and own_port = $client_port and far_address = $server_address and far_port = $server_port
    or own_address = $server_address and own_port = $server_port and far_address = $client_address and far_port = $client_port)
  order by time, evidence_id, line limit $limit
), listening as (
  select c.evidence_id, c.record, c.line, c.time, c.host, c.role from kept('connection') c anti join shown using (evidence_id, record)
  where c.role = 'listen' and (c.src_port = $server_port and c.src_address = $server_address
    or c.dst_port = $server_port and c.dst_address = $server_address
    or c.src_port = $server_port and c.src_address in ('0.0.0.0', '::') and c.host in (select host from connection where src_address = $server_address))
  order by c.src_address <> $server_address, c.dst_address is not null, abs(epoch_us(c.time) - $first), c.evidence_id, c.line limit 1
)
select role, evidence_id, record, line, epoch_us(time) as time, host, said from shown
union all
select 'listening', evidence_id, record, line, epoch_us(time), host, role from listening;
