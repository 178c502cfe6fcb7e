-- One row per record of a snapshot whose rows are assumed valid at some time: outside [known_from, known_to) no file vouches for all of them.
-- Key: kind, evidence_id, record.
create or replace table assumed_validity (
  kind varchar not null, evidence_id integer not null, record integer not null, known_from timestamp not null, known_to timestamp not null
);
-- Keeps of the snapshots what is outside of the time for which a file vouches (whether a thing is there, not whose it is); for what a canonical inventory without validity holds, none does.
insert into assumed_validity
select kind, evidence_id, record, max(known_from), min(known_to)
from snapshot_validity where kind <> 'service_tree' and (valid_from < known_from or known_to < valid_to) group by kind, evidence_id, record
union all
select r.kind, r.evidence_id, r.record, timestamp 'infinity', timestamp '-infinity'
from (
  select 'vm_inventory' as kind, evidence_id, record from vm_inventory
  union all select 'ip_inventory', evidence_id, record from ip_inventory
  union all select 'service_tree', evidence_id, record from service_tree
) r join snapshot s using (evidence_id) where s.format like 'canonical-%';
