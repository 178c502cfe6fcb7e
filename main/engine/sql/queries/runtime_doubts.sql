-- One row per runtime of which the service tree tells the subscription and not which of the instances there it is: how many there are, and when.
select r.name, greatest(count(distinct k.key) filter (k.side = 'source'), count(distinct k.key) filter (k.side = 'address' and not exists (
    select 1 from runtime_key m where m.runtime_no = k.runtime_no and m.side = 'source' and not m.certain))) as instances,
  case when isfinite(min(k.valid_from)) then epoch_us(min(k.valid_from)) end as "from", case when isfinite(max(k.valid_to)) then epoch_us(max(k.valid_to)) end as "to"
from runtime_key k join runtime r using (runtime_no) where not k.certain group by r.name order by r.name;
