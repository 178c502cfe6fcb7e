-- One row per request that counts: its lookup id (evidence and record in one number), and its client's segment at its time.
create or replace temp view request as
select r.evidence_id * 8589934592 + r.record * 2 as lookup_id, r.time, r.request_id, r.source_id, r.source_ip, r.name, r.type, r.nth,
  n.name_no, coalesce(c.segment_no, v.segment_no, a.segment_no) as client_segment
from kept('dns_request') r
join name n using (name)
left join segment c on c.side = 'source' and c.key = r.source_id and r.time >= c.valid_from and r.time < c.valid_to
left join segment v on v.side = 'source' and v.key = r.source_vm_id and r.time >= v.valid_from and r.time < v.valid_to
left join segment a on a.side = 'address' and a.key = case when r.source_id is null then r.source_ip end and r.time >= a.valid_from and r.time < a.valid_to;
