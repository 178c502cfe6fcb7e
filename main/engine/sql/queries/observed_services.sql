-- The services that any health event speaks of, and from when to when. That a host is well says nothing of what runs on it.
select s.service_id as id, epoch_us(min(h.time)) as "from", epoch_us(max(h.time)) as "to"
from health_subject h join service s using (service_no) where not (h.by_host and h.status = 'ok') group by all order by id;
