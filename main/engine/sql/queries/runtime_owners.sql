-- One row per runtime and time in which something knows it by its name: as what, and the service that it belongs to then; one row without where nothing does.
select r.name, o.rank, s.service_id as service, case when isfinite(o.valid_from) then epoch_us(o.valid_from) end as "from",
  case when isfinite(o.valid_to) then epoch_us(o.valid_to) end as "to"
from runtime r left join runtime_owner o using (runtime_no) left join service s using (service_no)
order by r.name, o.rank, o.valid_from, o.valid_to, service;
