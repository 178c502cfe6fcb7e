-- One row per declared dependency that was valid at some time of a window: a record that declares it, and whether both services are known.
select d.client_service_id as client, d.server_service_id as server, arg_min(e.path, (d.evidence_id, d.line)) as path,
  min(row(d.evidence_id, d.line))[1] as evidence_id, min(row(d.evidence_id, d.line))[2] as line,
  d.client_service_id in (select service_id from service) and d.server_service_id in (select service_id from service) as known
from kept('declared_dependency') d join evidence e using (evidence_id)
where d.valid_from < make_timestamp($to) and d.valid_to > make_timestamp($from) and d.client_service_id <> d.server_service_id
group by all order by client, server;
