-- How far apart in time the same lookups stand in two sources: a row for each pair with at least $least of them; who asked, for what, and the id where there
-- is one say that two records are of one lookup, and the order in which they come where a source has several such. Of large cases a part.
with seen as (
  select distinct evidence_id, record, time, concat_ws('|', coalesce(source_id, source_ip), name, type, request_id) as key from dns_request
  union all
  select distinct evidence_id, record, time, concat_ws('|', coalesce(source_id, source_ip), name, type, request_id) from dns_response
),
part as (
  select evidence_id, time, key from seen
  where hash(key) % (select greatest(1, ((select count(*) from dns_request) + (select count(*) from dns_response)) // 400000))::ubigint = 0
),
numbered as (
  select *, row_number() over (partition by evidence_id, key order by time) as nth, count(*) over (partition by evidence_id, key) as times from part
)
select a.evidence_id as a, b.evidence_id as b, count(*) as lookups,
  median(epoch_us(b.time) - epoch_us(a.time))::bigint as middle,
  quantile_cont(epoch_us(b.time) - epoch_us(a.time), 0.05)::bigint as low,
  quantile_cont(epoch_us(b.time) - epoch_us(a.time), 0.95)::bigint as high
from numbered a join numbered b using (key, nth, times)
where a.evidence_id <> b.evidence_id
group by all having count(*) >= $least order by a, b;
