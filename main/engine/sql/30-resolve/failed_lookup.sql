-- One row per lookup of [from_time, to_time) by a known client that ended in SERVFAIL, REFUSED or no response (none), without any address.
create or replace temp macro failed_lookup(from_time, to_time) as table
with ending as (
  select l.lookup_id, l.time, l.name_no, c.service_no as client, l.addressed, k.response_code, coalesce(k.response_code in ('SERVFAIL', 'REFUSED'), true) as failed
  from lookup l
  join segment c on c.segment_no = l.client_segment and c.state = 'owned'
  left join response_code k using (code_no)
  where l.time >= from_time and l.time < to_time
)
select lookup_id, min(time) as time, min(name_no) as name_no, min(client) as client, coalesce(min(response_code), 'none') as response_code
from ending semi join (select lookup_id from ending where failed and not addressed) using (lookup_id)
group by lookup_id having not bool_or(addressed) and bool_and(failed);
