-- Raw rows with a validity: its ends as instants, how they were given, and whether one is given without its zone. Typed once: macros are
-- copied for each use of what they are given.
create or replace temp macro held_rows(rows) as table
select * exclude (valid_from, valid_to), valid_from as valid_from_text, valid_to as valid_to_text,
  valid_from(valid_from) as valid_from, valid_to(valid_to) as valid_to, zoneless_validity(valid_from, valid_to) as zoneless
from query_table(rows);
