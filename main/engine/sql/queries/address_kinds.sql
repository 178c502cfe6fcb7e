-- One row per service and kind that the IP inventory gives one of its addresses in a window.
select distinct s.service_id as service, i.address_kind as kind
from segment_owner o join segment g using (side, key, valid_from) join ip_inventory i using (evidence_id, record) join service s on s.service_no = o.service_no
where o.side = 'address' and g.state = 'owned' and i.address_kind is not null
  and o.valid_from < make_timestamp($to) and o.valid_to > make_timestamp($from)
order by service, kind;
