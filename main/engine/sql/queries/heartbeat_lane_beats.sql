-- Beats of each emitter that others heard in a window, by bucket.
select r.name as runtime, (epoch_us(b.time) - $from) // $step as bucket, count(*) as beats
from beat b join runtime r on r.runtime_no = b.emitter_no
where b.emitter_no <> b.detector_no and b.time >= make_timestamp($from) and b.time < make_timestamp($to)
group by r.name, bucket order by r.name, bucket;
