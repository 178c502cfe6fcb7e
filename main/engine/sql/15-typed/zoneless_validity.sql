-- Whether an end of a validity is given without its zone.
create or replace temp macro zoneless_validity(from_text, to_text) as
  coalesce(not has_zone(from_text), false) or coalesce(not has_zone(to_text), false);
