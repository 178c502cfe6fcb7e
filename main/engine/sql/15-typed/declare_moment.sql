-- Lets the times of the file that is being read be taken as they were declared: the order of day and month, the zone also of times that
-- say UTC where they are local (utc_is_local), the microseconds to add. Planning it takes as long again as what it reads, so files of which
-- nothing is declared go without. The text that is read anew goes through a list: macros are copied for each use of what they are given.
create or replace temp macro moment(text) as
  list_transform([dated(text)], lambda d: make_timestamp(epoch_us(unmoved_moment(d)) + coalesce(getvariable('skew'), 0)))[1];
