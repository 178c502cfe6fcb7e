-- Whether a file of health events tells equal records apart: by a time finer than a second.
select coalesce(bool_or(epoch_us(time) % 1000000 <> 0), false) as found from health_event where evidence_id = getvariable('evidence');
