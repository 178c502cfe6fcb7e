-- One row per segment, inventory record that holds in it and service-tree record that owns it (none: no service then).
-- A segment is the longest time of one key in which nothing about its ownership changes. Where a subscription carries several
-- services, a service-tree record of the same resource decides. A record that was derived from tags, labels or owners owns its resource alone,
-- and nothing where a service tree states who owns the subscription. An address without region is where the VM of its resource is; a source
-- without location is where its address is, or an address of its resource. Key: side, key, valid_from, evidence_id, record, tree_evidence_id, tree_record.
create or replace table segment_owner as
with tree as (
  select t.*, s.service_no, e.format like 'canonical-%' as stated
  from kept('service_tree') t join service s using (service_id) join evidence e using (evidence_id)
), place as (
  select distinct resource_id, unnest([instance, null]) as instance, region as location, valid_from, valid_to from ownership where side = 'source' and resource_id is not null and region is not null
), spot as (
  select distinct key as address, resource_id, unnest([instance, null]) as instance, region, valid_from, valid_to from ownership where side = 'address' and region is not null
), edge as (
  select side, key, unnest([valid_from, valid_to]) as bound from ownership
  union select o.side, o.key, unnest([greatest(t.valid_from, o.valid_from), least(t.valid_to, o.valid_to)]) from ownership o
    join tree t on t.subscription_id = o.subscription_id and (t.stated or t.resource_id = o.resource_id)
      and t.valid_from < o.valid_to and o.valid_from < t.valid_to
  union select o.side, o.key, unnest([v.valid_from, v.valid_to]) from ownership o
    join place v on v.resource_id = o.resource_id and v.instance is not distinct from o.instance and v.valid_from < o.valid_to and o.valid_from < v.valid_to
    where o.side = 'address' and o.region is null
  union select o.side, o.key, unnest([i.valid_from, i.valid_to]) from ownership o
    join spot i on i.address = o.address and i.valid_from < o.valid_to and o.valid_from < i.valid_to
    where o.side = 'source' and o.region is null
  union select o.side, o.key, unnest([i.valid_from, i.valid_to]) from ownership o
    join spot i on i.resource_id = o.resource_id and i.instance is not distinct from o.instance and i.valid_from < o.valid_to and o.valid_from < i.valid_to
    where o.side = 'source' and o.region is null
), span as (
  select side, key, bound as valid_from, lead(bound) over (partition by side, key order by bound) as valid_to from edge
), held as (
  select s.side, s.key, s.valid_from, s.valid_to, o.evidence_id, o.record, o.line, o.subscription_id, o.resource_id, o.instance, o.region, o.own_name, o.address,
    o.valid_from as own_from, o.valid_to as own_to
  from span s join ownership o on o.side = s.side and o.key = s.key and o.valid_from <= s.valid_from and s.valid_to <= o.valid_to
), addressed as (
  select side, key, valid_from, arg_max(region, (began, region)) as region from (
    select h.side, h.key, h.valid_from, i.region, i.valid_from as began
    from held h join spot i on i.address = h.address and i.valid_from <= h.valid_from and h.valid_to <= i.valid_to
    where h.side = 'source' and h.region is null
    union all
    select h.side, h.key, h.valid_from, i.region, i.valid_from
    from held h join spot i on i.resource_id = h.resource_id and i.instance is not distinct from h.instance and i.valid_from <= h.valid_from and h.valid_to <= i.valid_to
    where h.side = 'source' and h.region is null
  ) group by side, key, valid_from
), located as (
  select h.* replace (coalesce(h.region, v.location, a.region) as region)
  from held h left join (
    select h.side, h.key, h.valid_from, h.resource_id, h.instance, arg_max(v.location, (v.valid_from, v.location)) as location
    from held h join place v on v.resource_id = h.resource_id and v.instance is not distinct from h.instance and v.valid_from <= h.valid_from and h.valid_to <= v.valid_to
    where h.region is null group by all
  ) v on v.side = h.side and v.key = h.key and v.valid_from = h.valid_from and v.resource_id = h.resource_id and v.instance is not distinct from h.instance
  left join addressed a on a.side = h.side and a.key = h.key and a.valid_from = h.valid_from
), owned as (
  select l.*, t.service_no, t.stated, t.instance_id, t.resource_id = l.resource_id as same_resource,
    t.evidence_id as tree_evidence_id, t.record as tree_record, t.line as tree_line, t.valid_from as tree_from, t.valid_to as tree_to
  from located l left join tree t
    on t.subscription_id = l.subscription_id and (t.stated or t.resource_id = l.resource_id)
      and t.valid_from <= l.valid_from and l.valid_to <= t.valid_to
), told as (
  select *, bool_or(coalesce(stated, false)) over (partition by side, key, valid_from, evidence_id, record) as tree_stated from owned
), judged as (
  select *, bool_or(coalesce(same_resource, false)) over (partition by side, key, valid_from, evidence_id, record) as decided
  from told where coalesce(stated, false) or not tree_stated
)
select side, key, valid_from, valid_to, evidence_id, record, line, subscription_id, resource_id, region, own_from, own_to,
  service_no, tree_evidence_id, tree_record, tree_line, tree_from, tree_to,
  coalesce(instance, case when same_resource then instance_id end, resource_id, own_name) as instance
from judged where not decided or same_resource;
