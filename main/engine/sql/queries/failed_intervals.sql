-- One row per time in which lookups of a service failed (or one client's of a server: `needed`), with the record of the first failed one.
select s.service_id as service, n.service_id as needed, epoch_us(f.from_time) as "from", epoch_us(f.to_time) as "to", f.uses, f.failures, f.step,
  coalesce(q.evidence_id, p.evidence_id) as evidence_id, coalesce(q.line, min(p.line)) as line, e.path
from failed_interval f join service s using (service_no) left join service n on n.service_no = f.needed
left join dns_request q on f.first_lookup % 2 = 0 and q.evidence_id = f.first_lookup // 8589934592 and q.record = f.first_lookup % 8589934592 // 2
left join dns_response p on f.first_lookup % 2 = 1 and p.evidence_id = f.first_lookup // 8589934592 and p.record = f.first_lookup % 8589934592 // 2
join evidence e on e.evidence_id = coalesce(q.evidence_id, p.evidence_id)
group by s.service_id, n.service_id, f.from_time, f.to_time, f.uses, f.failures, f.step, q.evidence_id, p.evidence_id, q.line, e.path
order by f.from_time, service, needed;
