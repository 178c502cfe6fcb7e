-- One row per health event whose subject belongs to a service at its time: service, instance, container or VM, or address.
create or replace table health_subject as
with event as (from kept('health_event')), tree as (from kept('service_tree')), owned as (
  select e.*, s.service_no, e.service_id as subject from event e join service s on s.service_id = e.service_id
  union all
  select distinct e.*, s.service_no, e.instance_id from event e
  join tree t on t.instance_id = e.instance_id and e.time >= t.valid_from and e.time < t.valid_to join service s on s.service_id = t.service_id
  where e.service_id is null
  union all
  select e.*, g.service_no, e.source_id from event e
  join segment g on g.side = 'source' and g.key = e.source_id and e.time >= g.valid_from and e.time < g.valid_to and g.state = 'owned'
  where coalesce(e.service_id, e.instance_id) is null
  union all
  select e.*, g.service_no, e.address from event e
  join segment g on g.side = 'address' and g.key = e.address and e.time >= g.valid_from and e.time < g.valid_to and g.state = 'owned'
  where coalesce(e.service_id, e.instance_id, e.source_id) is null
)
select evidence_id, record, line, time, service_no, subject, status, kind, severity, message from owned;
