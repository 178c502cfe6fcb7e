-- The rows of one lookup, one a response record and address: its request where it has one, its responses and answers.
with part as (
  select *, case when lookup_id % 2 = 0 then (lookup_id // 8589934592)::integer end as request_evidence_id,
    (lookup_id % 8589934592 // 2)::integer as request_record
  from lookup where lookup_id = $lookup
), numbered as (
  select distinct request_evidence_id, request_record, client_segment, name_no, response_evidence_id, response_record, epoch_us(time) as at from part
)
select n.at, d.name, coalesce(q.type, p.type) as type, coalesce(q.source_id, q.source_ip, p.source_id, p.source_ip) as source,
  n.request_evidence_id, n.request_record, q.line as request_line, n.client_segment,
  n.response_evidence_id, n.response_record, p.line as response_line, p.response_code, p.address,
  (select min(s.segment_no) from segment s where s.side = 'address' and s.key = p.address
    and make_timestamp(n.at) >= s.valid_from and make_timestamp(n.at) < s.valid_to) as server_segment,
  (select min_by(r.region, s.segment_no) from segment s join region r using (region_no) where s.side = 'address' and s.key = p.address
    and make_timestamp(n.at) >= s.valid_from and make_timestamp(n.at) < s.valid_to) as region
from numbered n join name d using (name_no)
left join dns_request q on q.evidence_id = n.request_evidence_id and q.record = n.request_record
left join dns_response p on p.evidence_id = n.response_evidence_id and p.record = n.response_record
order by n.response_evidence_id, p.line, p.address;
