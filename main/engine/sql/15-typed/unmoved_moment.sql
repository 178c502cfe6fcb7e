-- The UTC instant of a text in ISO 8601 before the skew of its source: where times that say UTC are local ones, only an offset of its own keeps a text out.
create or replace temp macro unmoved_moment(text) as case
  when getvariable('utc_is_local') and not regexp_matches(text, '[:T]\d{2}([.,]\d+)?\s*[+-](0[1-9]|1\d|00:?[1-9]\d)(:?\d{2})?$')
    then timezone(getvariable('zone'), instant(text, 'UTC'))::timestamp
  else instant(text, getvariable('zone'))
end;
