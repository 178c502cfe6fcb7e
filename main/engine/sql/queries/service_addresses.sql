-- One row per service and address that was its own for certain at some time of a window.
select distinct s.service_id as service, g.key as address
from segment g join service s on s.service_no = g.service_no
where g.side = 'address' and g.state = 'owned' and g.valid_from < make_timestamp($to) and g.valid_to > make_timestamp($from)
order by service, address;
