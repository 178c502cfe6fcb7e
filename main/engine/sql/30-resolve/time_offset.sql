-- One row per pair of sources whose times can be compared, in both orders: how much later what both know stands in b.
-- told lookups: lookups drawn from a (of each asker and name alike many, at most 20 of each and 1000 in all) are laid on those of b with the same asker,
-- name, type and id. The lag, up to 15 h, at which most of them meet within one second is given (seen of asked that b could hold, of so many names),
-- and how many meet at the best lag two seconds or more away from it (rival): lookups that come at a beat meet as well one beat later. Of large cases a
-- part is taken. Failures are left out, which come when a resolver gives up; logs of one kind that no time is common to share nothing.
-- told validity: containers, VMs and addresses of the inventory b that asked in the log a before they are said to be there, or after; no clock but a
-- wrong one shows that, and those that began or ended last before it say how wrong, where they did so at different moments (names).
create or replace table time_offset as
with taken as (
  select greatest(1, ((select count(*) from dns_request) + (select count(*) from dns_response)) // 400000)::ubigint as one_in
), part as materialized (
  select distinct evidence_id, epoch_us(time) as micros, name, concat_ws('|', asker, name, type, request_id) as key
  from (
    select evidence_id, time, coalesce(source_id, source_ip) as asker, name, type, request_id from dns_request
    union all
    select evidence_id, time, coalesce(source_id, source_ip), name, type, request_id from dns_response
    where coalesce(response_code, 'NOERROR') in ('NOERROR', 'NXDOMAIN')
  ) where hash(asker, name, type, request_id) % (select one_in from taken) = 0
), span as (
  select evidence_id, any_value(kind) as kind, min(micros) as first, max(micros) as last from part join evidence using (evidence_id) group by evidence_id
), comparable as (
  select a.evidence_id as a, b.evidence_id as b, b.first, b.last from span a join span b on a.evidence_id <> b.evidence_id
  where (a.first <= b.last and b.first <= a.last) or list_sort([a.kind, b.kind]) = ['dns_request', 'dns_response']
), turn as (
  select *, row_number() over (partition by evidence_id, key order by hash(micros), micros) as turn from part
), drawn as (
  select *, row_number() over (partition by evidence_id order by turn, hash(key), key) as nth from turn where turn <= 20
), probe as materialized (
  select * from drawn where nth <= (select least(1000, greatest(100, 20000 // count(*))) from span)
), lag as materialized (
  select c.a, c.b, p.nth, p.name, p.micros, o.micros - p.micros as later
  from probe p join comparable c on c.a = p.evidence_id join part o on o.evidence_id = c.b and o.key = p.key
  where o.micros - p.micros between -54_000_000_000 and 54_000_000_000
), met as materialized (
  select a, b, bin, count(*) as seen
  from (select distinct a, b, nth, unnest([floor(later / 500_000)::bigint, floor(later / 500_000)::bigint - 1]) as bin from lag) group by all
), best as (
  select a, b, arg_max(bin, (seen, -abs(bin))) as bin from met group by all having max(seen) >= 20
), rival as (
  select a, b, coalesce(max(m.seen) filter (abs(m.bin - t.bin) >= 4), 0) as rival from best t join met m using (a, b) group by all
), meeting as (
  select a, b, count(distinct nth) as seen, count(distinct name) as names, median(later)::bigint as middle,
    quantile_cont(later, 0.1)::bigint as low, quantile_cont(later, 0.9)::bigint as high
  from lag join best using (a, b) where later >= bin * 500_000 and later < (bin + 2) * 500_000 group by all
), common as (
  select a, b, count(distinct nth) as asked
  from meeting join comparable using (a, b) join probe p on p.evidence_id = a
  where micros + middle between first and last and exists (from part o where o.evidence_id = b and o.key = p.key) group by all
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
    unnest([t.valid_from, t.valid_to]) as moment, unnest([1, -1]) as way
  from asked a join there t using (key) where isfinite(t.valid_from) or isfinite(t.valid_to)
), farthest as (
  select a, b, way, max(way * later) as far from outside where way * later > 0 group by all
), told as (
  select a, b, o.later, o.moment from outside o join farthest f using (a, b, way) where o.way * o.later > f.far - 90_000_000
)
select 'lookups' as told, a, b, seen, asked, names, rival, middle, low, high from meeting join common using (a, b) join rival using (a, b)
union all
select 'validity', a, b, count(*), count(*), count(distinct date_trunc('minute', moment)), 0, median(later)::bigint,
  quantile_cont(later, 0.05)::bigint, quantile_cont(later, 0.95)::bigint
from told group by a, b, later > 0 having count(*) >= 10;
