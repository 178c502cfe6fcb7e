-- Responses that answer a request without carrying its id.
insert into lookup
select r.lookup_id, r.time, r.client_segment, r.name_no, k.code_no, p.address is not null, s.segment_no, p.evidence_id, p.record
from pairing m
join lone_response p using (evidence_id, record)
join request r using (lookup_id)
join response_code k on k.response_code = coalesce(p.response_code, 'unknown')
left join segment s on s.side = 'address' and s.key = p.address and r.time >= s.valid_from and r.time < s.valid_to;
