-- Connections first to last: each from a container to one of 20 of a service that it depends on, on the port of that service, all of them at
-- addresses that keep their owner.
create macro links(first, last, total) as table
select i, moment, slot, server_slot, 32768 + i % 28000 as client_port, 20000 + server_slot % 500 as server_port from (
  select i, slot, day_start() + (i * (day() / total))::bigint as moment,
    floor(500 * pow(draw('dependency', (slot % 500) * 8 + draw('which', i, 1 + draw('fan-out', slot % 500, 8)), 1000000) / 1e6, 2.5))::int
      + 500 * draw('server', i, 20) + 10000 as server_slot
  from (select i, 10000 + draw('slot', i, 10000) as slot from range(first, last) r(i))
);
-- The container that runs in a slot at a moment.
create macro container_at(slot, moment) as container(slot, case when replaced(slot) and moment >= change_at('vm', slot) then 1 else 0 end);
