-- One row per raw source, address or namespace with what policies select it by: typed, with the reason where it cannot be.
create or replace temp macro typed_policy_subject(rows) as table
select record, line, subject_kind, subject, traits,
  valid_from, valid_to, zoneless, validity_reason(valid_from_text, valid_to_text, valid_from, valid_to) as reason
from held_rows(rows);
