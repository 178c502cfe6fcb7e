-- Whether a file of lookups tells equal records apart: by id, port or a time finer than a second.
select coalesce(bool_or(request_id is not null or port is not null or epoch_us(time) % 1000000 <> 0), false) as found
from {table} where evidence_id = getvariable('evidence');
