-- Keeps of the snapshots what is outside of the time for which a file vouches.
insert into assumed_validity
select kind, evidence_id, record, max(known_from), min(known_to)
from snapshot_validity where valid_from < known_from or known_to < valid_to group by kind, evidence_id, record;
