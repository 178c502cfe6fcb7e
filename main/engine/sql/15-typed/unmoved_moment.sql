-- The UTC instant of a text in ISO 8601 before the skew of its source: where times that say UTC are local ones, only an offset of its own keeps a text out.
create or replace temp macro unmoved_moment(text) as case
  when getvariable('utc_is_local') and not own_offset(text)
    then timezone(getvariable('zone'), instant(text, 'UTC'))::timestamp
  else instant(text, getvariable('zone'))
end;
