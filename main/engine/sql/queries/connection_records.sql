-- The records that show a connection, earliest first, and after them one that says that its server's port is listened on, if others do.
with shown as (
  select 'connection' as role, c.evidence_id, c.record, c.line, c.time, c.host, c.role as said
  from kept('connection') c left join translated_ends t on t.protocol = $protocol
    and t.src_address = c.src_address and t.src_port = c.src_port and t.dst_address = c.dst_address and t.dst_port = coalesce(c.dst_port, 0)
    and c.time >= t.valid_from and c.time < t.valid_to
  where c.time >= make_timestamp($first) and c.time <= make_timestamp($last) and (
    coalesce(t.own_address, c.src_address) = $client_address and coalesce(t.own_port, c.src_port) = $client_port
      and coalesce(t.far_address, c.translated_address, c.dst_address) = $server_address and coalesce(t.far_port, c.translated_port, c.dst_port, 0) = $server_port
    or coalesce(t.own_address, c.src_address) = $server_address and coalesce(t.own_port, c.src_port) = $server_port
      and coalesce(t.far_address, c.dst_address) = $client_address and coalesce(t.far_port, c.dst_port, 0) = $client_port)
  order by c.time, c.evidence_id, c.line limit $limit
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
