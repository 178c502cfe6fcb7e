-- One row per health event and service that it speaks of. by_host: known only by the host that it runs on.
create or replace table health_subject (
  evidence_id integer not null, record integer, line integer, time timestamp not null, service_no integer not null, subject varchar, status varchar not null,
  kind varchar, severity double, message varchar, until_time timestamp, by_host boolean not null
);
-- Keeps of which services health events speak. Of the names that an event gives, the first that means somebody at its time decides:
-- service, instance, container or VM, address; a service by what others call it; a host: itself a container or VM, a name that lookups
-- found one service by, or all that runs on it (by_host), unless machines of several clusters are called so: with the cluster before it, only its own. What befalls a host is no more than degraded where a service has instances on others.
insert into health_subject
with event as materialized (
  select row_number() over () as no, * from kept('health_event')
), tree as (
  from kept('service_tree')
), named as (
  select n.name as called, min(s.service_no) as service_no from name_server s join name n using (name_no) group by n.name having count(distinct s.service_no) = 1
), called as (
  select lower(host) as called, min(lower(host)) as host, null as cluster from kept('vm_inventory') where host is not null group by all having count(distinct cluster) <= 1
  union all
  select distinct lower(cluster || '/' || host), lower(host), cluster from kept('vm_inventory') where host is not null and cluster is not null
), hosted as (
  select distinct m.called, concat_ws('/', v.cluster, m.host) as host, g.service_no, greatest(v.valid_from, g.valid_from) as valid_from, least(v.valid_to, g.valid_to) as valid_to
  from kept('vm_inventory') v join segment g on g.side = 'source' and g.key = coalesce(v.container_id, v.vm_id) and g.state = 'owned'
    and v.valid_from < g.valid_to and g.valid_from < v.valid_to
  join called m on m.host = lower(v.host) and coalesce(m.cluster, v.cluster, '') = coalesce(v.cluster, '')
), meant as (
  select e.no, 1 as rank, e.service_id as subject, s.service_no, e.status from event e join service s on s.service_id = e.service_id
  union
  select e.no, 2, e.instance_id, s.service_no, e.status from event e
  join tree t on t.instance_id = e.instance_id and e.time >= t.valid_from and e.time < t.valid_to join service s on s.service_id = t.service_id
  union
  select e.no, 3, e.source_id, g.service_no, e.status from event e
  join segment g on g.side = 'source' and g.key = e.source_id and e.time >= g.valid_from and e.time < g.valid_to and g.state = 'owned'
  union
  select e.no, 4, e.address, g.service_no, e.status from event e
  join segment g on g.side = 'address' and g.key = e.address and e.time >= g.valid_from and e.time < g.valid_to and g.state = 'owned'
  union
  select e.no, 5, e.service, c.service_no, e.status from event e join service_called c on c.called = lower(e.service)
  union
  select e.no, 6, e.host, g.service_no, e.status from event e
  join segment g on g.side = 'source' and lower(g.key) = e.host and e.time >= g.valid_from and e.time < g.valid_to and g.state = 'owned'
  union
  select e.no, 7, e.host, n.service_no, e.status from event e join named n on n.called = e.host
  union
  select e.no, 8, e.host, h.service_no, case when e.status = 'error' and exists (
      select 1 from hosted o where o.service_no = h.service_no and o.host <> h.host and e.time >= o.valid_from and e.time < o.valid_to
    ) then 'degraded' else e.status end
  from event e join hosted h on h.called = e.host and e.time >= h.valid_from and e.time < h.valid_to
), first as (
  select no, min(rank) as rank from meant group by no
)
select e.evidence_id, e.record, e.line, e.time, m.service_no, m.subject, m.status, e.kind, e.severity, e.message, e.until_time, m.rank = 8 as by_host
from meant m join first using (no, rank) join event e using (no);
