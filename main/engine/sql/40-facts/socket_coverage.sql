-- One row per source or address, as a segment, and time in which a socket log of its host runs: the log names it, its own address, or the
-- host that the VM inventory has it on. listed: see socket_log.
create or replace table socket_coverage as
with machine as (
  select distinct unnest([container_id, vm_id]) as key, host, address, valid_from, valid_to from vm_inventory
), known as (
  select segment_no, key as name, valid_from, valid_to from segment
  union
  select g.segment_no, unnest([v.host, v.address]), greatest(g.valid_from, v.valid_from), least(g.valid_to, v.valid_to)
  from segment g join machine v on v.key = g.key and g.valid_from < v.valid_to and v.valid_from < g.valid_to
  where g.side = 'source'
  union
  select g.segment_no, unnest([v.host, v.container_id, v.vm_id]), greatest(g.valid_from, v.valid_from), least(g.valid_to, v.valid_to)
  from segment g join vm_inventory v on g.key = v.address and g.valid_from < v.valid_to and v.valid_from < g.valid_to
  where g.side = 'address'
)
select distinct k.segment_no, greatest(k.valid_from, l.from_time) as from_time, least(k.valid_to, l.to_time + interval 1 microsecond) as to_time, l.listed
from known k join socket_log l using (name) where k.valid_from <= l.to_time and l.from_time < k.valid_to
order by all;
