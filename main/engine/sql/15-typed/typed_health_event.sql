-- One row per raw health event: typed, with the reason where it cannot be.
create or replace temp macro typed_health_event(rows) as table
select record, line, time, service_id, instance_id, source_id, address, service, host, status, kind, severity, message, until_time, zoneless, case
    when time_text is null then 'timestamp is missing'
    when time is null then 'timestamp "' || time_text || '" is not a time'
    when beyond_years(time) then 'timestamp "' || time_text || '" lies outside of the years 1970 to 2199'
    when coalesce(service_id, instance_id, source_id, address_text, service, host) is null
      then 'subject is missing: none of service_id, instance_id, source_container_id, source_vm_id, ip, service, host'
    when address_text is not null and address is null then 'ip "' || address_text || '" is not an IP address'
    when status is null then 'status is missing'
    when status not in ('ok', 'degraded', 'error') then 'status "' || status || '" is not ok, degraded or error'
    when severity_text is not null and severity is null then 'severity "' || severity_text || '" is not a number'
    when until_text is not null and until_time is null then 'until "' || until_text || '" is not a time'
    when beyond_years(until_time) then 'until "' || until_text || '" lies outside of the years 1970 to 2199'
    when until_time <= time then 'until "' || until_text || '" is not after timestamp "' || time_text || '"'
  end as reason
from (
  select record, line, timestamp as time_text, moment(timestamp) as time, not has_zone(timestamp) as zoneless,
    service_id, instance_id, coalesce(source_container_id, source_vm_id) as source_id, ip as address_text, address(ip) as address,
    service, lower(rtrim(host, '.')) as host, lower(status) as status, coalesce(lower(kind), 'availability') as kind,
    severity as severity_text, try_cast(severity as double) as severity, message,
    until as until_text, instant(until, getvariable('zone')) as until_time
  from query_table(rows)
);
