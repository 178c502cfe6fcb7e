-- What each emitter was seen to do of its own in a window, by bucket.
select r.name as runtime, (epoch_us(a.time) - $from) // $step as bucket, count(*) filter (what = 'lookup') as lookups, count(*) filter (what = 'connection') as connections
from runtime_act(null::varchar[], make_timestamp($from), make_timestamp($to)) a join runtime r using (runtime_no)
where r.runtime_no in (select emitter_no from beat) group by r.name, bucket order by r.name, bucket;
