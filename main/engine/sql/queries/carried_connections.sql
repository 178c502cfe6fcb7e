-- One row per dependency last connected before a time with a silence since then no longer than its longest before.
with gap as (
  select client, server, first_seen, last_seen,
    first_seen - max(last_seen) over (partition by client, server order by minute rows between unbounded preceding and 1 preceding) as silence
  from connection_minute where minute <= $minute and connections > 0 and first_seen < make_timestamp($at)
), usual as (
  select client, server, min(first_seen) as first_seen, max(last_seen) as last_seen, max(silence) as silence from gap group by all
)
select c.service_id as client, s.service_id as server, epoch_us(u.first_seen) as first_seen, epoch_us(u.last_seen) as last_seen
from usual u join service c on c.service_no = u.client join service s on s.service_no = u.server
where u.last_seen < make_timestamp($at) and make_timestamp($at) - u.last_seen <= u.silence
order by client, server;
