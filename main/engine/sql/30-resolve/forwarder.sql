-- One row per client segment that only asks again: it asks for most names that lead anywhere (ten or more), in fifty lookups or more, and within
-- two seconds before each of them (99 of 100) another source, of three services or more, had asked for the same name. That this is no chance
-- shows the same question thirty seconds earlier, which one in five of them at most may pass.
create or replace table forwarder as
with led as (
  select count(distinct name_no) as names from lookup where server_segment is not null
), wide as (
  select client_segment as segment_no from lookup
  where client_segment is not null and name_no in (select name_no from lookup where server_segment is not null)
  group by client_segment
  having count(distinct lookup_id) >= 50 and count(distinct name_no) >= greatest(10, (select names from led) * 0.5)
), again as (
  select distinct client_segment as segment_no, lookup_id, name_no, time from lookup where client_segment in (from wide)
), earlier as (
  select distinct l.name_no, l.time, s.service_no from lookup l join segment s on s.segment_no = l.client_segment
  where l.client_segment not in (from wide) and l.name_no in (select name_no from again)
), heard as (
  select a.segment_no, a.lookup_id, f.service_no, f.time >= a.time - interval 2 second as followed
  from again a asof left join earlier f on f.name_no = a.name_no and f.time <= a.time
), chance as (
  select a.segment_no, avg((coalesce(f.time >= a.time - interval 32 second, false))::integer) as share
  from again a asof left join earlier f on f.name_no = a.name_no and f.time <= a.time - interval 30 second
  group by a.segment_no
)
select h.segment_no, count(*) as lookups, count(*) filter (followed) as followed, count(distinct h.service_no) filter (followed) as services
from heard h join chance c using (segment_no)
group by h.segment_no, c.share
having avg((coalesce(followed, false))::integer) >= 0.99 and c.share <= 0.2 and count(distinct h.service_no) filter (followed) >= 3;
