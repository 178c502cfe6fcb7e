-- Gives the subjects of policies of snapshots the validity that the other snapshots of their fleet give them; the same again where nothing was added. Of an address
-- it is within the time for which the record gives the address.
with settled as (
  select evidence_id, record, p.subject_kind, p.subject, greatest(v.valid_from, i.valid_from) as valid_from, least(v.valid_to, i.valid_to) as valid_to
  from policy_subject p join snapshot_validity v using (evidence_id, record)
  left join (
    select 'address' as subject_kind, evidence_id, record, address as subject, min(valid_from) as valid_from, max(valid_to) as valid_to from ip_inventory group by all
  ) i using (evidence_id, record, subject_kind, subject)
  where v.kind = 'policy_subject' and v.key = p.subject
), held as (
  select distinct * replace (
    case when valid_from < valid_to then valid_from else timestamp '-infinity' end as valid_from,
    case when valid_from < valid_to then valid_to else timestamp '-infinity' end as valid_to)
  from settled
)
update policy_subject t set valid_from = h.valid_from, valid_to = h.valid_to from held h
where h.evidence_id = t.evidence_id and h.record = t.record and h.subject_kind = t.subject_kind and h.subject = t.subject
  and (t.valid_from <> h.valid_from or t.valid_to <> h.valid_to);
