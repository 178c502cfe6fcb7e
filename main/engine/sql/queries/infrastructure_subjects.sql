-- One row per source or form of names that is infrastructure in a window: its lookups, the first of them, and the inventory record that says what it is.
with part as (
  select kind, by_source, subject, count(*) as lookups, min(time) as first_seen, max(time) as last_seen, arg_min(lookup_id, (time, lookup_id)) as lookup_id,
    arg_min(evidence_id, (time, lookup_id)) as evidence_id, arg_min(record, (time, lookup_id)) as record
  from aside_lookup where time >= make_timestamp($from) and time < make_timestamp($to) group by all
)
select p.kind, p.by_source, p.subject, p.lookups, epoch_us(p.first_seen) as first_seen, epoch_us(p.last_seen) as last_seen,
  n.name, q.evidence_id as source, e.path, q.line,
  i.evidence_id as mark_source, m.path as mark_path, i.line as mark_line, i.address_kind as word
from part p
join (
  select distinct lookup_id, name_no from lookup semi join part using (lookup_id)
) l using (lookup_id) join name n using (name_no)
join (
  select evidence_id * 8589934592 + record * 2 as lookup_id, evidence_id, line from dns_request
  union
  select evidence_id * 8589934592 + record * 2 + 1, evidence_id, line from dns_response
) q using (lookup_id)
join evidence e on e.evidence_id = q.evidence_id
left join (select distinct evidence_id, record, line, address_kind from ip_inventory) i on i.evidence_id = p.evidence_id and i.record = p.record
left join evidence m on m.evidence_id = i.evidence_id
order by p.by_source desc, p.lookups desc, p.kind, p.subject
limit 500;
