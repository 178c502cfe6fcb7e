-- One row per service that looked up nearly every other one in a window: it may pass on the lookups of others, and still counts as a client.
with part as (
  select client, server, lookups from dependency_minute where minute >= $minute_from and minute < $minute_to
  union all
  select client, server, lookups from dependency_lookup(make_timestamp($from), make_timestamp($head))
  union all
  select client, server, lookups from dependency_lookup(make_timestamp($tail), make_timestamp($to))
), reached as (
  select client, count(distinct server) as servers, sum(lookups)::bigint as lookups from part where lookups > 0 group by client
), fleet as (
  select count(distinct server) as services from dependency_minute where lookups > 0
)
select s.service_id as service, r.servers, f.services, r.lookups from reached r cross join fleet f join service s on s.service_no = r.client
where f.services >= 20 and r.servers >= 0.8 * (f.services - 1) order by r.servers desc, service;
