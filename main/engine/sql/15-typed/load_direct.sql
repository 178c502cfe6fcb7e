-- Takes a whole file whose every record is expected to be sound. {table} stands for the table of the kind.
insert into {table} by name
select $evidence::integer as evidence_id, * exclude (zoneless, reason)
from typed_{table} where reason is null and (not zoneless or getvariable('zoneless_accepted'));
