-- One row per recording host, address of its own end or at itself (host_no 0: anywhere), time in which the owner of the address does not change
-- (the whole of time), and rank that says something of it: 1 what the VM inventory has at this address of this host, 2 the IP inventory, 3 the VM
-- inventory at this address, 4 the host itself; NULL: nothing does. segment_no: the segment that says it, or the first of those that say the
-- same; of several that contradict each other (segments) a number for all of them together, beyond those of segment.
create or replace temp table end_owner as
with met as (
  select host_no, src_no as address_no from socket_record
  union select host_no, dst_no from socket_record semi join host_pair p on p.host_no = socket_record.host_no and p.address_no = socket_record.dst_no
  union select 0, dst_no from socket_record where dst_no is not null
  union select host_no, address_no from host_pair semi join ambiguous_address using (address_no)
), named as (
  select m.host_no, m.address_no, h.text as host, a.text as address from met m join socket_text a on a.text_no = m.address_no left join socket_text h on h.text_no = m.host_no
), candidate as (
  select n.host_no, n.address_no, 1 as rank, g.segment_no, g.state, g.service_no, g.instance, greatest(v.valid_from, g.valid_from) as valid_from, least(v.valid_to, g.valid_to) as valid_to
  from named n join host_address v on v.host = n.host and v.address = n.address
  join segment g on g.side = 'source' and g.key = v.source and g.valid_from < v.valid_to and v.valid_from < g.valid_to
  union
  select n.host_no, n.address_no, 2, g.segment_no, g.state, g.service_no, g.instance, g.valid_from, g.valid_to
  from named n join segment g on g.side = 'address' and g.key = n.address
  union
  select n.host_no, n.address_no, 3, g.segment_no, g.state, g.service_no, g.instance, greatest(v.valid_from, g.valid_from), least(v.valid_to, g.valid_to)
  from named n join host_address v on v.address = n.address
  join segment g on g.side = 'source' and g.key = v.source and g.valid_from < v.valid_to and v.valid_from < g.valid_to
  union
  select n.host_no, n.address_no, 4, g.segment_no, g.state, g.service_no, g.instance, g.valid_from, g.valid_to
  from named n join segment g on g.side = 'source' and g.key = n.host
), edge as (
  select host_no, address_no, valid_from as bound from candidate
  union select host_no, address_no, valid_to from candidate
  union select host_no, address_no, unnest([timestamp '-infinity', timestamp 'infinity']) from named
), span as (
  select host_no, address_no, bound as valid_from, lead(bound) over (partition by host_no, address_no order by bound) as valid_to from edge
), ranked as (
  select s.host_no, s.address_no, s.valid_from, s.valid_to, c.rank, case
      when c.rank is null then 'unknown'
      when bool_and(c.state = 'owned') and count(distinct c.service_no) = 1 then 'owned'
      when bool_and(c.state = 'unowned') then 'unowned'
      else 'contested'
    end as state, min(c.service_no) as service_no, min(c.instance) as instance,
    min(c.segment_no) as first_segment, max(c.segment_no) as last_segment, list(c.segment_no) as segments
  from span s left join candidate c
    on c.host_no = s.host_no and c.address_no = s.address_no and c.valid_from <= s.valid_from and s.valid_to <= c.valid_to
  where s.valid_to is not null
  group by s.host_no, s.address_no, s.valid_from, s.valid_to, c.rank
)
select host_no, address_no, valid_from, valid_to, rank, state, service_no, instance,
  case when state = 'owned' or first_segment = last_segment then first_segment end as segment_no, null as segments
from ranked where state <> 'contested' or first_segment = last_segment
union all
select host_no, address_no, valid_from, valid_to, rank, state, service_no, instance,
  (select max(segment_no) from segment) + dense_rank() over (order by list_sort(list_distinct(segments))), segments
from ranked where state = 'contested' and first_segment <> last_segment;
