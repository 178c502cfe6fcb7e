-- Responses that carry the id of a request.
insert into lookup
select r.lookup_id, r.time, r.client_segment, r.name_no, k.code_no, p.address is not null, s.segment_no, p.evidence_id, p.record
from kept('dns_response') p
join request r on r.request_id = p.request_id
join response_code k on k.response_code = coalesce(p.response_code, 'unknown')
left join segment s on s.side = 'address' and s.key = p.address and r.time >= s.valid_from and r.time < s.valid_to
where not p.whole and p.request_id not in (select request_id from reused_request_id);
