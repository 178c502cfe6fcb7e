-- One row per raw policy that is kept as it was written: typed, with the reason where it cannot be.
create or replace temp macro typed_policy_document(rows) as table
select record, line, dialect, name, body, cluster,
  valid_from, valid_to, zoneless, validity_reason(valid_from_text, valid_to_text, valid_from, valid_to) as reason
from held_rows(rows);
