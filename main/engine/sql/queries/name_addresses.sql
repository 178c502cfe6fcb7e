-- An answer that led from a name to a service for certain, before a time if there is one: why a failed lookup of the name is a failure of the service.
with nearest as (
  select l.server_segment, l.response_evidence_id, l.response_record
  from lookup l join name n using (name_no)
  join segment g on g.segment_no = l.server_segment and g.state = 'owned' join service s on s.service_no = g.service_no
  where n.name = $name and s.service_id = $server
  order by (l.time > make_timestamp($at)), abs(epoch_us(l.time) - $at), l.response_evidence_id, l.response_record limit 1
)
select p.address, n.server_segment, n.response_evidence_id, n.response_record, p.line as response_line
from nearest n join segment g on g.segment_no = n.server_segment
join dns_response p on p.evidence_id = n.response_evidence_id and p.record = n.response_record and p.address = g.key;
