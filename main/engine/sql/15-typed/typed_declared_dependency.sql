-- One row per raw declared dependency: typed, with the reason where it cannot be.
create or replace temp macro typed_declared_dependency(rows) as table
select record, line, client_service_id, server_service_id,
  valid_from(valid_from) as valid_from, valid_to(valid_to) as valid_to,
  zoneless_validity(valid_from, valid_to) as zoneless, case
    when client_service_id is null then 'client_service_id is missing'
    when server_service_id is null then 'server_service_id is missing'
    else validity_reason(valid_from, valid_to)
  end as reason
from query_table(rows);
