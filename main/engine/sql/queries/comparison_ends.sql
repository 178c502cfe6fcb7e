-- Makes {ends}: one row per segment of a window, with what the records of the other window say of its key. Where they do not hold the key,
-- the service tree of the other window still tells whose its subscription was. change: same, region (moved), tree (the same owner
-- is another service's), inventory (the key has another owner), absent (the key has no record), unassigned (nor its subscription a service).
create or replace temp table {ends} as
with other as (
  select * from {other} where nearest
), missing as (
  select m.segment_no, o.evidence_id, o.record, o.resource_id, o.subscription_id
  from {state} m join segment g using (segment_no)
  join segment_owner o on o.side = g.side and o.key = g.key and o.valid_from = g.valid_from
  where not exists (from other x where x.side = m.side and x.key = m.key)
), judged as (
  select m.segment_no, t.*, t.resource_id = m.resource_id as same_resource,
    bool_or(coalesce(t.resource_id = m.resource_id, false)) over (partition by m.segment_no, m.evidence_id, m.record) as decided
  from missing m join {other_tree} t using (subscription_id)
), told as (
  select segment_no, string_agg(distinct service_id, chr(10) order by service_id) as services,
    min({'source': tree_source, 'line': tree_line}) as tree
  from judged where not decided or same_resource group by segment_no
)
select m.segment_no, m.state, m.services, m.region, o.segment_no as other_segment,
  case when o.segment_no is null then t.services else o.services end as other_services,
  t.tree['source'] as tree_source, t.tree['line'] as tree_line,
  case
    when o.segment_no is null and t.services is null then 'unassigned'
    when o.segment_no is null and t.services = m.services then 'absent'
    when o.segment_no is null then 'tree'
    when o.services is not distinct from m.services and o.state = m.state then case when o.region = m.region then 'same' else 'region' end
    when o.owners = m.owners then 'tree'
    else 'inventory'
  end as change
from {state} m left join other o using (side, key) left join told t on t.segment_no = m.segment_no;
