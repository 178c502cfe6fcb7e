-- One row per lookup of [from_time, to_time) by a known client that ended in SERVFAIL, REFUSED or no response, without any address.
create or replace temp macro failed_lookup(from_time, to_time) as table
select l.lookup_id, min(l.time) as time, min(l.name) as name, min(c.service_no) as client
from lookup l
join segment c on c.segment_no = l.client_segment and c.state = 'owned'
where l.time >= from_time and l.time < to_time
  and l.lookup_id in (
    select lookup_id from lookup
    where time >= from_time and time < to_time and (not answered or response_code in ('SERVFAIL', 'REFUSED')))
group by l.lookup_id
having count(l.address) = 0 and bool_and(not l.answered or coalesce(l.response_code, '') in ('SERVFAIL', 'REFUSED'));
