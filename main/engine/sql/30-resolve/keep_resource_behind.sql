-- Keeps where Kubernetes services lead to: to the resources of the pods whose labels they select, in their namespace, as any file shows them. While none
-- is shown, the ones before go on, to the next; before the first, that one; of what never selects one shown, to itself. Endpoints that somebody entered
-- are their service's, where that is shown.
insert into resource_behind
with front as (
  select distinct i.subscription_id, i.resource_id as front_id, json_extract(s.traits, '$.selector') as selector,
    greatest(i.valid_from, s.valid_from) as valid_from, least(i.valid_to, s.valid_to) as valid_to
  from policy_subject s join ip_inventory i on i.evidence_id = s.evidence_id and i.record = s.record and i.address = s.subject
  where s.subject_kind = 'service' and i.valid_from < s.valid_to and s.valid_from < i.valid_to
), pod as (
  select v.subscription_id, v.resource_id, json_extract(s.traits, '$.labels') as labels,
    min(greatest(v.valid_from, s.valid_from)) as valid_from, max(least(v.valid_to, s.valid_to)) as valid_to
  from policy_subject s join vm_inventory v on v.evidence_id = s.evidence_id and v.record = s.record and v.vm_id = s.subject
  where s.subject_kind = 'source' and v.valid_from < s.valid_to and s.valid_from < v.valid_to group by all
), selected as (
  select f.front_id, f.valid_from as front_from, f.valid_to as front_to, p.resource_id,
    min(greatest(f.valid_from, p.valid_from)) as valid_from, max(least(f.valid_to, p.valid_to)) as valid_to
  from front f join pod p using (subscription_id)
  where json_contains(p.labels, f.selector) and p.valid_from < f.valid_to and f.valid_from < p.valid_to group by all
)
select s.front_id, s.resource_id,
  case when s.valid_from = min(s.valid_from) over front then s.front_from else s.valid_from end,
  greatest(s.valid_to, coalesce((select min(n.valid_from) from selected n where n.front_id = s.front_id and n.front_from = s.front_from and n.valid_from >= s.valid_to), s.front_to))
from selected s window front as (partition by s.front_id, s.front_from)
union
select f.front_id, f.front_id, f.valid_from, f.valid_to
from front f anti join selected s on s.front_id = f.front_id and s.front_from = f.valid_from
union
select e.resource_id, s.resource_id, s.valid_from, s.valid_to
from service_tree e join evidence f on f.evidence_id = e.evidence_id and f.format = 'kubernetes'
join service_tree s on s.resource_id = regexp_replace(e.resource_id, '/endpoints/([^/]*)$', '/service/\1') and s.resource_id <> e.resource_id;
