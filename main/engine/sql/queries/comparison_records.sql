-- Where some lookups stand in the evidence: their request, or their response where there is none; given as a JSON list.
with wanted as (
  select distinct unnest(from_json($list, '["BIGINT"]')) as lookup_id
), place as (
  select lookup_id, (lookup_id // 8589934592)::integer as evidence_id, (lookup_id % 8589934592 // 2)::integer as record, lookup_id % 2 = 0 as requested from wanted
)
select p.lookup_id as lookup, e.evidence_id as source, e.path, min(coalesce(q.line, a.line)) as line
from place p join evidence e using (evidence_id)
left join dns_request q on p.requested and q.evidence_id = p.evidence_id and q.record = p.record
left join dns_response a on not p.requested and a.evidence_id = p.evidence_id and a.record = p.record
group by all order by lookup;
