-- One row per lookup of [from_time, to_time): where it counts in the balance, and its response code (none: no response).
create or replace temp macro lookup_outcome(from_time, to_time) as table
with resolved as (
  select l.lookup_id, l.time, l.code_no, l.addressed,
    c.state as client_state, c.service_no as client, s.state as server_state, s.service_no as server
  from lookup l
  left join segment c on c.segment_no = l.client_segment
  left join segment s on s.segment_no = l.server_segment
  where l.time >= from_time and l.time < to_time
), judged as (
  select lookup_id, min(time) as time, min(code_no) as code_no, case
      when bool_or(client is not null and server <> client) then 'resolved'
      when bool_or(server = client) then 'self'
      when min(client_state) is null then 'unknown-client'
      when not bool_or(addressed) then 'no-answer'
      when min(client_state) = 'contested' or bool_or(server_state = 'contested') then 'contested'
      when min(client_state) = 'unowned' or bool_or(server_state = 'unowned') then 'unowned'
      else 'unknown-address'
    end as outcome
  from resolved group by lookup_id
)
select j.lookup_id, j.time, j.outcome, coalesce(k.response_code, 'none') as response_code
from judged j left join response_code k using (code_no);
