-- One row per raw connection record: typed, with the reason where it cannot be. A listening socket has no far end.
create or replace temp macro typed_connection(rows) as table
select record, line, time, end_time, host, src_address, src_port, dst_address, dst_port, protocol, pid, process_name, role, connections,
  translated_address, translated_port, translated_source_address, translated_source_port, zoneless, case
    when time_text is null then 'timestamp is missing'
    when time is null then 'timestamp "' || time_text || '" is not a time'
    when beyond_years(time) then 'timestamp "' || time_text || '" lies outside of the years 1970 to 2199'
    when end_text is not null and end_time is null then 'end_timestamp "' || end_text || '" is not a time'
    when beyond_years(end_time) then 'end_timestamp "' || end_text || '" lies outside of the years 1970 to 2199'
    when end_time < time then 'end_timestamp "' || end_text || '" is before timestamp "' || time_text || '"'
    when src_text is null then 'src_ip is missing'
    when src_address is null then 'src_ip "' || src_text || '" is not an IP address'
    when src_port_text is null then 'src_port is missing'
    when src_port is null then 'src_port "' || src_port_text || '" is not a port'
    when role not in ('connect', 'listen', 'unknown') then 'role "' || role || '" is not connect, listen or unknown'
    when dst_text is null and role <> 'listen' then 'dst_ip is missing'
    when dst_text is not null and dst_address is null then 'dst_ip "' || dst_text || '" is not an IP address'
    when dst_port_text is null and role <> 'listen' then 'dst_port is missing'
    when dst_port_text is not null and dst_port is null then 'dst_port "' || dst_port_text || '" is not a port'
    when pid_text is not null and pid is null then 'pid "' || pid_text || '" is not a number'
    when count_text is not null and coalesce(connections, 0) < 1 then 'count "' || count_text || '" is not a number of connections'
    when translated_text is not null and translated_address is null then 'translated_ip "' || translated_text || '" is not an IP address'
    when translated_port_text is not null and translated_port is null then 'translated_port "' || translated_port_text || '" is not a port'
    when translated_source_text is not null and translated_source_address is null then 'translated_src_ip "' || translated_source_text || '" is not an IP address'
    when translated_source_port_text is not null and translated_source_port is null then 'translated_src_port "' || translated_source_port_text || '" is not a port'
  end as reason
from (
  select record, line, timestamp as time_text, moment(timestamp) as time,
    end_timestamp as end_text, moment(end_timestamp) as end_time, not has_zone(timestamp) as zoneless, host,
    src_ip as src_text, case when src_ip = '*' then '0.0.0.0' else address(src_ip) end as src_address,
    src_port as src_port_text, port_number(src_port) as src_port,
    dst_ip as dst_text, case when dst_ip = '*' then '0.0.0.0' else address(dst_ip) end as dst_address,
    dst_port as dst_port_text, case when dst_port = '*' then 0 else port_number(dst_port) end as dst_port,
    coalesce(lower(protocol), 'tcp') as protocol, pid as pid_text, try_cast(pid as bigint) as pid, process_name,
    coalesce(lower(role), 'unknown') as role, "count" as count_text, case when "count" is null then 1 else try_cast("count" as bigint) end as connections,
    translated_ip as translated_text, address(translated_ip) as translated_address,
    translated_port as translated_port_text, port_number(translated_port) as translated_port,
    translated_src_ip as translated_source_text, address(translated_src_ip) as translated_source_address,
    translated_src_port as translated_source_port_text, port_number(translated_src_port) as translated_source_port
  from query_table(rows)
);
