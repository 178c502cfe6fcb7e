-- The records that own some segments, given as a JSON list.
select g.segment_no as segment, g.side, g.key, g.state, r.region, o.subscription_id as subscription, s.service_id as service, s.service_name as name,
  o.evidence_id as source, e.path, o.line, o.tree_evidence_id as "treeSource", t.path as "treePath", o.tree_line as "treeLine",
  case when isfinite(o.own_from) then epoch_us(o.own_from) end as "ownFrom", case when isfinite(o.own_to) then epoch_us(o.own_to) end as "ownTo",
  case when isfinite(o.tree_from) then epoch_us(o.tree_from) end as "treeFrom", case when isfinite(o.tree_to) then epoch_us(o.tree_to) end as "treeTo"
from segment g join region r using (region_no) join segment_owner o using (side, key, valid_from)
join evidence e on e.evidence_id = o.evidence_id left join evidence t on t.evidence_id = o.tree_evidence_id
left join service s on s.service_no = o.service_no
where g.segment_no in (select unnest(from_json($list, '["INTEGER"]')))
order by segment, service nulls last, source, o.line, "treeSource", "treeLine";
