-- How many of the local times of the raw rows the clock of the declared zone showed twice, and how many it never showed, with the first of each:
-- it was set back or on there. A time shown twice is told by another instant, an hour or half of one away, at which the clock showed it too.
with wall as (
  select instant(dated(text), 'UTC') as shown from {times}('raw')
  where case when getvariable('utc_is_local') then not own_offset(text) else not has_zone(text) end
), taken as (
  select shown, timezone(getvariable('zone'), shown) as meant from wall where shown is not null
), judged as (
  select shown, timezone(getvariable('zone'), meant) <> shown as is_never,
    list_bool_or([timezone(getvariable('zone'), meant + step) = shown for step in [interval '30 minutes', interval '1 hour', interval '-30 minutes', interval '-1 hour']]) as is_twice
  from taken
)
select count(*) filter (is_never) as never, strftime(min(shown) filter (is_never), '%Y-%m-%d %H:%M:%S') as first_never,
  count(*) filter (is_twice and not is_never) as twice, strftime(min(shown) filter (is_twice and not is_never), '%Y-%m-%d %H:%M:%S') as first_twice
from judged;
