-- One row per client, server and response code of failed lookups in a window (none: no response).
with part as (
  select client, server, response_code, failures from failure_minute where minute >= $minute_from and minute < $minute_to
  union all
  select f.client, n.service_no, f.response_code, 1 from failed_lookup(make_timestamp($from), make_timestamp($head)) f
  join name_server n on n.name_no = f.name_no and n.service_no <> f.client
  union all
  select f.client, n.service_no, f.response_code, 1 from failed_lookup(make_timestamp($tail), make_timestamp($to)) f
  join name_server n on n.name_no = f.name_no and n.service_no <> f.client
)
select c.service_id as client, s.service_id as server, p.response_code as code, sum(p.failures)::bigint as failures
from part p join service c on c.service_no = p.client join service s on s.service_no = p.server
group by all order by client, server, code;
