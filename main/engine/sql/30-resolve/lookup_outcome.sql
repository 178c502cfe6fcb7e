-- One row per lookup of [from_time, to_time): where it counts in the balance, and its response code (none: no response).
create or replace temp macro lookup_outcome(from_time, to_time) as table
with resolved as (
  select l.lookup_id, l.time, l.name, l.answered, l.response_code, l.address,
    c.state as client_state, c.service_no as client, s.state as server_state, s.service_no as server
  from lookup l
  left join segment c on c.segment_no = l.client_segment
  left join segment s on s.segment_no = l.server_segment
  where l.time >= from_time and l.time < to_time
)
select lookup_id, min(time) as time, min(name) as name, min(client) as client, case
    when bool_or(client is not null and server <> client) then 'resolved'
    when bool_or(server = client) then 'self'
    when min(client_state) is null then 'unknown-client'
    when count(address) = 0 then 'no-answer'
    when min(client_state) = 'contested' or bool_or(server_state = 'contested') then 'contested'
    when min(client_state) = 'unowned' or bool_or(server_state = 'unowned') then 'unowned'
    else 'unknown-address'
  end as outcome,
  case when not bool_or(answered) then 'none'
    else coalesce(min(response_code) filter (response_code in ('NOERROR', 'NXDOMAIN')), min(response_code), 'unknown') end as response_code
from resolved group by lookup_id;
