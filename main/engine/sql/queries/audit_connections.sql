-- One row per client and server with connections in a window: the record of the first.
with pair as (
  select d.client, d.server, min(row(x.first_time, x.evidence_id, x.line)) as first
  from dependency_connection(timestamp '-infinity', make_timestamp($to), make_timestamp($from)) d join seen_connection x using (connection_no)
  group by d.client, d.server
)
select c.service_id as client, s.service_id as server, p.first[2] as evidence_id, e.path, p.first[3] as line
from pair p join service c on c.service_no = p.client join service s on s.service_no = p.server join evidence e on e.evidence_id = p.first[2]
order by client, server;
