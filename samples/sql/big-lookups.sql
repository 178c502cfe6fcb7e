-- Lookups first to last of total: who asks, what for, and what comes back. `server` is the service that the name belongs to.
create macro lookups(first, last, total) as table
select i, moment, slot, server, outcome, id_of('lookup', i) as request_id,
  container(slot, case when replaced(slot) and moment >= change_at('vm', slot) then 1 else 0 end) as source_container_id,
  case when outcome = 'external' then 'n' || draw('outside', i, 400) || '.outside.example'
    when outcome = 'NXDOMAIN' then 's' || lpad(server::varchar, 3, '0') || '.fleet.example.search.example'
    else 's' || lpad(server::varchar, 3, '0') || '.fleet.example' end as fqdn
from (
  select i, slot, moment, outcome,
    -- One to eight dependencies a service; a service near 0 is depended on by most, one near 500 by few.
    floor(500 * pow(draw('dependency', (slot % 500) * 8 + draw('which', i, 1 + draw('fan-out', slot % 500, 8)), 1000000) / 1e6, 2.5))::int as server
  from (
    select i, draw('slot', i, 20000) as slot, day_start() + (i * (day() / total))::bigint as moment,
      case when percent < 15 then 'external' when percent < 18 then 'NXDOMAIN' when percent < 19 then 'lost' else 'NOERROR' end as outcome
    from (select i, draw('outcome', i, 100) as percent from range(first, last) r(i))
  )
);
