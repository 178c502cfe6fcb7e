-- Each connection as its client and, 2 ms later, its server recorded it.
copy (
  select stamp(moment + at_server * 2000) as "timestamp", container_at(case at_server when 0 then slot else server_slot end, moment) as host,
    case at_server when 0 then address(slot) else address(server_slot) end as src_ip, case at_server when 0 then client_port else server_port end as src_port,
    case at_server when 0 then address(server_slot) else address(slot) end as dst_ip, case at_server when 0 then server_port else client_port end as dst_port,
    'tcp' as protocol, 1000 + draw('pid', slot * 2 + at_server, 30000) as pid, 'p-' || draw('process', slot + at_server, 40) as process_name
  from links($first::bigint, $last::bigint, $total::bigint), range(2) e(at_server)
) to $path (format $format);
