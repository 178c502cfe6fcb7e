-- Responses that answer a request without carrying its id.
insert into lookup
select r.lookup_id, r.time, r.source, r.client_segment, r.name, r.type, r.evidence_id, r.line,
  true, p.response_code, p.address, s.segment_no, p.evidence_id, p.record, p.line
from pairing m
join lone_response p using (evidence_id, record)
join request r using (lookup_id)
left join segment s on s.side = 'address' and s.key = p.address and r.time >= s.valid_from and r.time < s.valid_to;
