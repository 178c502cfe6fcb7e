-- Responses that carry the id of a request.
insert into lookup
select r.lookup_id, r.time, r.source, r.client_segment, r.name, r.type, r.evidence_id, r.line,
  true, p.response_code, p.address, s.segment_no, p.evidence_id, p.record, p.line
from kept('dns_response') p
join request r on r.request_id = p.request_id
left join segment s on s.side = 'address' and s.key = p.address and r.time >= s.valid_from and r.time < s.valid_to
where not p.whole and p.request_id not in (select request_id from reused_request_id);
