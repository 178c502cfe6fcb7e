-- The UTC instant of a text, as the times of the file that is being read are declared: the order of day and month, the zone (also of times
-- that say UTC where they are local: utc_is_local), the microseconds to add. What is not declared costs nothing.
create or replace temp macro moment(text) as case
  when getvariable('skew') is null then unmoved_moment(text)
  else make_timestamp(epoch_us(unmoved_moment(text)) + getvariable('skew'))
end;
