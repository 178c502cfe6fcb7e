-- Makes {state}: one row per segment that holds in a window: its services, one a line, and its owners (the first and the last stand for
-- all). nearest: of the segments of its key the one at the end ($late) or the beginning of the window.
create or replace temp table {state} as
with inside as (
  select segment_no, side, key, valid_from, state, region_no, service_no,
    case when $late then valid_from = max(valid_from) over (partition by side, key) else valid_from = min(valid_from) over (partition by side, key) end as nearest
  from segment where valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
), held as (
  select i.segment_no, min(concat_ws(' ', o.subscription_id, o.resource_id)) as first_owner, max(concat_ws(' ', o.subscription_id, o.resource_id)) as last_owner
  from inside i join segment_owner o using (side, key, valid_from) group by i.segment_no
), candidates as (
  select segment_no, string_agg(service_id, chr(10) order by service_id) as services
  from segment_service join service using (service_no)
  where segment_no in (select segment_no from inside where state = 'contested') group by segment_no
)
select i.segment_no, i.side, i.key, i.state, i.nearest, r.region, concat_ws(chr(10), h.first_owner, h.last_owner) as owners,
  coalesce(s.service_id, c.services) as services
from inside i join region r using (region_no) join held h on h.segment_no = i.segment_no
left join service s on s.service_no = i.service_no left join candidates c on c.segment_no = i.segment_no;
