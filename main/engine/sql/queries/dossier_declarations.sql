-- One row per record that declares a dependency for some time of a window, the earliest of its files first; at most $limit.
select d.evidence_id, d.record, d.line, case when isfinite(d.valid_from) then epoch_us(d.valid_from) end as valid_from,
  case when isfinite(d.valid_to) then epoch_us(d.valid_to) end as valid_to
from kept('declared_dependency') d
where d.client_service_id = $client and d.server_service_id = $server and d.valid_from < make_timestamp($to) and d.valid_to > make_timestamp($from)
order by d.evidence_id, d.line limit $limit;
