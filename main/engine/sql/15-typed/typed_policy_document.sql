-- One row per raw policy that is kept as it was written: typed, with the reason where it cannot be.
create or replace temp macro typed_policy_document(rows) as table
select record, line, dialect, name, body,
  valid_from(valid_from) as valid_from, valid_to(valid_to) as valid_to,
  zoneless_validity(valid_from, valid_to) as zoneless, validity_reason(valid_from, valid_to) as reason
from query_table(rows);
