-- Gives the rows of snapshots the validity that the other snapshots of their fleet give them; the same again where nothing was added. What has ended has no
-- address: neither in the record that shows both, nor, outside of Kubernetes, in one of the address alone that was taken before its resource ended. Nor has it one
-- before it began.
with shown as (
  select evidence_id, record, min(valid_from) as starts, max(valid_to) as ends from vm_inventory group by all
), resource as (
  select v.subscription_id, v.resource_id, min(v.valid_from) as starts, max(v.valid_to) as ends
  from vm_inventory v join snapshot n using (evidence_id) where n.format <> 'kubernetes' and not starts_with(n.format, 'canonical-') group by all
), settled as (
  select i.evidence_id, i.record, i.address,
    case when isfinite(v.valid_from) then v.valid_from else coalesce(s.starts, r.starts, v.valid_from) end as valid_from,
    least(v.valid_to, s.ends, case when s.ends is null and r.ends > n.taken then r.ends end) as valid_to
  from ip_inventory i join snapshot n using (evidence_id) join snapshot_validity v using (evidence_id, record)
  left join shown s using (evidence_id, record) left join resource r using (subscription_id, resource_id)
  where v.kind = 'ip_inventory' and v.key = case when n.format = 'kubernetes' then i.address else concat_ws(' ', i.address, i.resource_id) end
), held as (
  select * replace (
    case when valid_from < valid_to then valid_from else timestamp '-infinity' end as valid_from,
    case when valid_from < valid_to then valid_to else timestamp '-infinity' end as valid_to)
  from settled
)
update ip_inventory t set valid_from = h.valid_from, valid_to = h.valid_to from held h
where h.evidence_id = t.evidence_id and h.record = t.record and h.address = t.address and (t.valid_from <> h.valid_from or t.valid_to <> h.valid_to);
