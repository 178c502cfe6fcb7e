-- The UTC instant of a text, as the times of the file that is being read are declared: the order of day and month, the zone (also of times
-- that say UTC where they are local: utc_is_local), the microseconds to add. What is not declared costs nothing: macros are copied for
-- each use of what they are given, so the text that is read anew goes through a list.
create or replace temp macro moment(text) as case
  when getvariable('skew') is null and getvariable('date_order') is null and not coalesce(getvariable('utc_is_local'), false)
    then instant(text, getvariable('zone'))
  else list_transform([dated(text)], lambda d: make_timestamp(epoch_us(unmoved_moment(d)) + coalesce(getvariable('skew'), 0)))[1]
end;
