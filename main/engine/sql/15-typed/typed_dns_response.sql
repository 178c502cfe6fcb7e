-- One row per raw DNS response (or whole lookup) and answer: typed, with the reason where it cannot be.
create or replace temp macro typed_dns_response(rows) as table
select record, line, time, request_id, source_id, source_vm_id, source_ip, port, name, type,
  response_code, address, ttl, cname, whole, zoneless, case
    when time_text is null then 'timestamp is missing'
    when time is null then 'timestamp "' || time_text || '" is not a time'
    when beyond_years(time) then 'timestamp "' || time_text || '" lies outside of the years 1970 to 2199'
    when coalesce(source_id, source_ip_text) is null then 'source is missing: none of source_container_id, source_vm_id, source_ip'
    when source_ip_text is not null and source_ip is null then 'source_ip "' || source_ip_text || '" is not an IP address'
    when name is null or name = '' then 'fqdn is missing'
    when type is null then 'query_type is missing'
    when port_text is not null and port is null then 'source_port "' || port_text || '" is not a port'
    when address_text is not null and address is null then 'answer_ip "' || address_text || '" is not an IP address'
    when ttl_text is not null and ttl is null then 'ttl "' || ttl_text || '" is not a number of seconds'
  end as reason
from (
  select record, line,
    timestamp as time_text, moment(timestamp) as time, not has_zone(timestamp) as zoneless,
    request_id, coalesce(source_container_id, source_vm_id) as source_id,
    case when source_container_id is not null then source_vm_id end as source_vm_id,
    source_ip as source_ip_text, address(source_ip) as source_ip,
    source_port as port_text, try_cast(source_port as integer) as port,
    dns_name(fqdn) as name, upper(query_type) as type, response_code_name(response_code) as response_code,
    answer_ip as address_text, address(answer_ip) as address,
    ttl as ttl_text, try_cast(ttl as integer) as ttl, dns_name(cname) as cname, coalesce(whole, '') = 'true' as whole
  from query_table(rows)
);
