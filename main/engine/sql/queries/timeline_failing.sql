-- Services failing per bucket of the case.
select b.bucket, count(distinct f.service_no) as failing
from range($buckets) b(bucket) join failing_interval f
  on f.from_time < make_timestamp($from + (b.bucket + 1) * $step) and f.to_time > make_timestamp($from + b.bucket * $step)
group by b.bucket order by b.bucket;
