-- Takes the sound records; a record with one bad row is rejected whole.
insert into {table} by name
select getvariable('evidence') as evidence_id, * exclude (zoneless, reason)
from judged_{table} where record not in (select record from judged_{table} where reason is not null);
