-- Responses without a request: each is a lookup of its own. Records that hold request and answer together always are.
insert into lookup
with response as (
  select p.*, min(p.evidence_id * 8589934592 + p.record * 2 + 1) over (
    partition by p.request_id, p.source_id, p.source_vm_id, p.source_ip, p.name, p.type, p.time, p.nth) as lookup_id
  from lone_response p anti join pairing using (evidence_id, record)
  union all
  select p.*, p.evidence_id * 8589934592 + p.record * 2 + 1 from kept('dns_response') p where p.whole
)
select p.lookup_id, p.time, coalesce(c.segment_no, v.segment_no, a.segment_no), n.name_no, k.code_no, p.address is not null, s.segment_no, p.evidence_id, p.record
from response p
join name n using (name)
join response_code k on k.response_code = coalesce(p.response_code, 'unknown')
left join segment c on c.side = 'source' and c.key = p.source_id and p.time >= c.valid_from and p.time < c.valid_to
left join segment v on v.side = 'source' and v.key = p.source_vm_id and p.time >= v.valid_from and p.time < v.valid_to
left join segment a on a.side = 'address' and a.key = case when p.source_id is null then p.source_ip end and p.time >= a.valid_from and p.time < a.valid_to
left join segment s on s.side = 'address' and s.key = p.address and p.time >= s.valid_from and p.time < s.valid_to;
