-- The services that any health event speaks of, and from when to when.
select s.service_id as id, epoch_us(min(h.time)) as "from", epoch_us(max(h.time)) as "to"
from health_subject h join service s using (service_no) group by all order by id;
