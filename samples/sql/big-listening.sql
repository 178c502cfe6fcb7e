-- The listening socket of every container, when the day begins, at noon, when subscriptions pass on, and again when its address changed hands.
copy (
  select stamp(moment) as "timestamp", container_at(slot, moment) as host, address(slot) as src_ip, 20000 + slot % 500 as src_port,
    'tcp' as protocol, 1000 + draw('pid', slot, 30000) as pid, 'p-' || draw('process', slot, 40) as process_name, 'listen' as role
  from (
    select slot, day_start() + half * (day() // 2) as moment from range(20000) s(slot), range(2) h(half)
    union all
    select slot, change_at('ip', slot) from range(20000) s(slot) where moves(slot)
  )
  order by moment, slot
) to $path (format $format);
