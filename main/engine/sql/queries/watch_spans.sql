-- One row per service and time in which its health events could tell of it.
select s.service_id as service, epoch_us(w.from_time) as "from", epoch_us(w.to_time) as "to"
from watch_span w join service s using (service_no) order by service, "from";
