-- One row per pair of sources whose times can be compared, in both orders: how much later what both know stands in b, and how many things say so.
-- told: lookups (who asked, for what, and the id where there is one say that two records are of one lookup, and the order in which they come where
-- a source has several such; of large cases a part), or validity (containers, VMs and addresses of the inventory b that asked in the log a before
-- they are said to be there, or after; no clock but a wrong one shows that, and those that began or ended last before it say how wrong).
create or replace table time_offset as
with taken as (
  select greatest(1, ((select count(*) from dns_request) + (select count(*) from dns_response)) // 400000)::ubigint as one_in
), part as (
  select distinct evidence_id, record, time, concat_ws('|', asker, name, type, request_id) as key
  from (
    select evidence_id, record, time, coalesce(source_id, source_ip) as asker, name, type, request_id from dns_request
    union all
    select evidence_id, record, time, coalesce(source_id, source_ip), name, type, request_id from dns_response
  ) where hash(asker, name, type, request_id) % (select one_in from taken) = 0
), numbered as (
  select *, row_number() over (partition by evidence_id, key order by time) as nth, count(*) over (partition by evidence_id, key) as times from part
), asked as (
  select evidence_id, coalesce(source_id, source_ip) as key, min(time) as first, max(time) as last
  from (select evidence_id, source_id, source_ip, time from dns_request union all select evidence_id, source_id, source_ip, time from dns_response)
  group by all
), there as (
  select evidence_id, key, min(valid_from) as valid_from, max(valid_to) as valid_to from (
    select evidence_id, unnest([container_id, vm_id]) as key, valid_from, valid_to from vm_inventory
    union all select evidence_id, address, valid_from, valid_to from ip_inventory
  ) where key is not null group by all
), outside as (
  select a.evidence_id as a, t.evidence_id as b, unnest([epoch_us(t.valid_from) - epoch_us(a.first), epoch_us(t.valid_to) - epoch_us(a.last)]) as later,
    unnest([1, -1]) as way
  from asked a join there t using (key) where isfinite(t.valid_from) or isfinite(t.valid_to)
), farthest as (
  select a, b, way, max(way * later) as far from outside where way * later > 0 group by all
), told as (
  select 'lookups' as told, a.evidence_id as a, b.evidence_id as b, epoch_us(b.time) - epoch_us(a.time) as later
  from numbered a join numbered b using (key, nth, times) where a.evidence_id <> b.evidence_id
  union all
  select 'validity', o.a, o.b, o.later from outside o join farthest f using (a, b, way) where o.way * o.later > f.far - 90_000_000
)
select told, a, b, count(*) as seen, median(later)::bigint as middle, quantile_cont(later, 0.05)::bigint as low, quantile_cont(later, 0.95)::bigint as high
from told group by told, a, b, told = 'validity' and later > 0 having count(*) >= 10;
