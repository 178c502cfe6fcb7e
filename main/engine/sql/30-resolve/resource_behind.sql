-- One row per resource that stands before others (a Kubernetes service, the endpoints of one), resource that it leads to, and time: whose the first is, the second is.
create or replace table resource_behind (front_id varchar not null, resource_id varchar not null, valid_from timestamp not null, valid_to timestamp not null);
-- Keeps where Kubernetes services lead to: to the resources of the pods whose labels they select, in their namespace, as any file shows them. While none
-- is shown, to those before; before the first, to that; where none ever is, to themselves. Endpoints that somebody entered are their service's, where that is shown.
insert into resource_behind
with shown as (
  select distinct i.subscription_id, i.resource_id as front_id, json_extract(s.traits, '$.selector') as selector,
    greatest(i.valid_from, s.valid_from) as valid_from, least(i.valid_to, s.valid_to) as valid_to
  from policy_subject s join ip_inventory i on i.evidence_id = s.evidence_id and i.record = s.record and i.address = s.subject
  where s.subject_kind = 'service' and i.valid_from < s.valid_to and s.valid_from < i.valid_to
), front as (
  select subscription_id, front_id, selector, min(valid_from) as front_from, max(valid_to) as front_to from (
    select *, sum(anew::integer) over (partition by front_id, selector order by valid_from, valid_to) as no from (
      select *, coalesce(valid_from > max(valid_to) over (before rows between unbounded preceding and 1 preceding), true) as anew
      from shown window before as (partition by front_id, selector order by valid_from, valid_to)
    )
  ) group by subscription_id, front_id, selector, no
), pod as (
  select distinct v.subscription_id, v.resource_id, json_extract(s.traits, '$.labels') as labels,
    greatest(v.valid_from, s.valid_from) as valid_from, least(v.valid_to, s.valid_to) as valid_to
  from policy_subject s join vm_inventory v on v.evidence_id = s.evidence_id and v.record = s.record and v.vm_id = s.subject
  where s.subject_kind = 'source' and v.valid_from < s.valid_to and s.valid_from < v.valid_to
), selected as (
  select f.front_id, f.front_from, f.front_to, p.resource_id, greatest(f.front_from, p.valid_from) as valid_from, least(f.front_to, p.valid_to) as valid_to
  from front f join pod p using (subscription_id)
  where json_contains(p.labels, f.selector) and p.valid_from < f.front_to and f.front_from < p.valid_to
), bound as (
  select front_id, front_from, front_to, front_from as bound from front
  union select front_id, front_from, front_to, valid_from from selected
  union select front_id, front_from, front_to, valid_to from selected
), span as (
  select front_id, front_from, bound as valid_from, lead(bound, 1, front_to) over (partition by front_id, front_from, front_to order by bound) as valid_to from bound
), led as (
  select p.front_id, p.front_from, p.valid_from, p.valid_to, list(distinct s.resource_id order by s.resource_id) filter (s.resource_id is not null) as resources
  from span p left join selected s on s.front_id = p.front_id and s.front_from = p.front_from and s.valid_from <= p.valid_from and p.valid_to <= s.valid_to
  where p.valid_from < p.valid_to group by all
), filled as (
  select front_id, valid_from, valid_to, coalesce(
    last_value(resources ignore nulls) over (front order by valid_from rows between unbounded preceding and current row),
    first_value(resources ignore nulls) over (front order by valid_from rows between current row and unbounded following), [front_id]) as resources
  from led window front as (partition by front_id, front_from)
), told as (
  select front_id, unnest(resources) as resource_id, valid_from, valid_to from filled
), begun as (
  select *, coalesce(valid_from > max(valid_to) over (before rows between unbounded preceding and 1 preceding), true) as anew
  from told window before as (partition by front_id, resource_id order by valid_from, valid_to)
), numbered as (
  select *, sum(anew::integer) over (partition by front_id, resource_id order by valid_from, valid_to) as no from begun
)
select front_id, resource_id, min(valid_from), max(valid_to) from numbered group by front_id, resource_id, no
union
select e.resource_id, s.resource_id, s.valid_from, s.valid_to
from service_tree e join evidence f on f.evidence_id = e.evidence_id and f.format = 'kubernetes'
join service_tree s on s.resource_id = regexp_replace(e.resource_id, '/endpoints/([^/]*)$', '/service/\1') and s.resource_id <> e.resource_id;
