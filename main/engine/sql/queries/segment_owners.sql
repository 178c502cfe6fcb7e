-- The inventory and service-tree records by which services own a segment, or may.
select g.key, g.side, g.state, o.subscription_id, o.resource_id, o.region, s.service_id as service, s.service_name as service_name,
  o.evidence_id, o.record, o.line, case when isfinite(o.own_from) then epoch_us(o.own_from) end as own_from, case when isfinite(o.own_to) then epoch_us(o.own_to) end as own_to,
  o.tree_evidence_id, o.tree_record, o.tree_line, case when isfinite(o.tree_from) then epoch_us(o.tree_from) end as tree_from, case when isfinite(o.tree_to) then epoch_us(o.tree_to) end as tree_to
from segment g join segment_owner o using (side, key, valid_from) left join service s on s.service_no = o.service_no
where g.segment_no in (select said_by from segment_service where segment_no = $segment) order by service, o.evidence_id, o.line;
