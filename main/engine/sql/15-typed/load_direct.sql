-- Takes a whole file whose every record is expected to be sound; one that is not leaves evidence_id empty, which its table refuses.
-- (A WHERE would type every column twice.) {table} stands for the table of the kind.
insert into {table} by name
select case when reason is null and (not zoneless or getvariable('zoneless_accepted')) then getvariable('evidence') end as evidence_id,
  * exclude (zoneless, reason)
from typed_{table}('raw');
