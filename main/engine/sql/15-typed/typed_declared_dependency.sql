-- One row per raw declared dependency: typed, with the reason where it cannot be.
create or replace temp macro typed_declared_dependency(rows) as table
select record, line, client_service_id, server_service_id,
  valid_from, valid_to, zoneless, case
    when client_service_id is null then 'client_service_id is missing'
    when server_service_id is null then 'server_service_id is missing'
    else validity_reason(valid_from_text, valid_to_text, valid_from, valid_to)
  end as reason
from held_rows(rows);
