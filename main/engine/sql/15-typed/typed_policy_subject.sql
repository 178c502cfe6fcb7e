-- One row per raw source or namespace with what policies select it by: typed, with the reason where it cannot be.
create or replace temp macro typed_policy_subject(rows) as table
select record, line, subject_kind, subject, traits,
  valid_from(valid_from) as valid_from, valid_to(valid_to) as valid_to,
  zoneless_validity(valid_from, valid_to) as zoneless, validity_reason(valid_from, valid_to) as reason
from query_table(rows);
