-- One row per runtime and instance that it is, or is part of, at a time of a window, as the inventories call it, and its service.
select distinct r.name, s.service_id as service, g.instance
from runtime r join runtime_key k using (runtime_no)
join segment g on g.side = k.side and g.key = k.key and g.state = 'owned' and g.valid_from < k.valid_to and k.valid_from < g.valid_to
join service s using (service_no)
where g.instance is not null and greatest(g.valid_from, k.valid_from) < make_timestamp($to) and least(g.valid_to, k.valid_to) > make_timestamp($from)
order by r.name, service, g.instance;
