-- One row per runtime, key under which the inventories hold what its name says, and time: rank 2 by the name of a container or VM, 3 by an address.
-- What they tell of another cluster than the runtime's is not it: where that has the same name or address at the time, the containers and VMs of its own
-- record stand for it. A name without its cluster counts where nothing knows it with it. service_no is NULL where nobody, or not one service alone, owns it then.
create or replace table runtime_held (
  runtime_no integer, rank integer, side varchar, key varchar, valid_from timestamp, valid_to timestamp, service_no integer
);
insert into runtime_held
with full_name as (
  select distinct r.runtime_no, r.cluster, 2 as rank, 'source' as side, n.key
  from runtime r, unnest([r.name, coalesce(r.cluster || '/', '') || r.host]) n(key) where n.key is not null
), named as (
  from full_name
  union all
  select runtime_no, cluster, 2, 'source', host from runtime
  where cluster is not null and host is not null and runtime_no not in (select f.runtime_no from full_name f join segment using (side, key))
  union all
  select runtime_no, cluster, 3, 'address', address from runtime where address is not null
), told as (
  select n.runtime_no, n.rank, o.*, coalesce(p.cluster <> n.cluster, false) as elsewhere
  from named n join segment_owner o using (side, key) left join record_cluster p using (evidence_id, record)
), held as (
  select * exclude (elsewhere) from (select *, bool_or(elsewhere) over (partition by runtime_no, side, key, valid_from) as shared from told) where not elsewhere
), judged as (
  select runtime_no, rank, side, key, valid_from, valid_to, shared, case when count(distinct service_no) = 1 and count(*) = count(service_no) then min(service_no) end as service_no
  from held group by all
)
select runtime_no, rank, side, key, valid_from, valid_to, service_no from judged where not shared
union
select h.runtime_no, h.rank, 'source', o.key, greatest(h.valid_from, o.valid_from), least(h.valid_to, o.valid_to), j.service_no
from judged j join held h using (runtime_no, rank, side, key, valid_from)
join ownership o on o.side = 'source' and o.evidence_id = h.evidence_id and o.record = h.record and o.valid_from < h.valid_to and h.valid_from < o.valid_to
where j.shared;
