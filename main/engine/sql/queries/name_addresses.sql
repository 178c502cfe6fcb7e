-- An answer that led from a name to a service for certain, before a time if there is one: why a failed lookup of the name is a failure of the service.
select l.address, l.server_segment, l.response_evidence_id, l.response_line, epoch_us(l.time) as at
from lookup l join segment g on g.segment_no = l.server_segment and g.state = 'owned' join service s on s.service_no = g.service_no
where l.name = $name and s.service_id = $server
order by (l.time > make_timestamp($at)), abs(epoch_us(l.time) - $at) limit 1;
