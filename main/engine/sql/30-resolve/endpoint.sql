-- One row per recording host, address of its own end or at itself (host_no 0: anywhere), and time in which the owner of the address
-- does not change: the whole of time.
-- Who owns it: the first that gives one service for certain of what the VM inventory has at this address of this host (rank 1), the IP
-- inventory (2), the VM inventory at this address (3); of the host's own end also the host itself (4, in own_owner). owner: the segment
-- (0: none for certain) plus 2^33 times 0 owned, 1 contested, 2 unowned, 3 unknown. hosted: the VM inventory has the address at this
-- host, or the host and the address are one instance. class: see address_class.
create or replace temp table endpoint as
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
    case when count(distinct c.segment_no) = 1 or count(distinct c.service_no) = 1 and bool_and(c.state = 'owned') then min(c.segment_no) end as segment_no
  from span s left join candidate c
    on c.host_no = s.host_no and c.address_no = s.address_no and c.valid_from <= s.valid_from and s.valid_to <= c.valid_to
  where s.valid_to is not null
  group by s.host_no, s.address_no, s.valid_from, s.valid_to, c.rank
), ordered as (
  select *, case state when 'owned' then 0 when 'contested' then 1 when 'unowned' then 2 else 3 end as standing from ranked
), chosen as (
  select host_no, address_no, valid_from, valid_to, coalesce(bool_or(rank = 1), false)
      or coalesce(min(row(service_no, instance)) filter (rank = 2 and state = 'owned' and instance is not null)
        = min(row(service_no, instance)) filter (rank = 4 and state = 'owned' and instance is not null), false) as hosted,
    arg_min(standing * 8589934592 + coalesce(segment_no, 0), standing * 8 + coalesce(rank, 7)) filter (rank < 4) as remote,
    arg_min(standing * 8589934592 + coalesce(segment_no, 0), standing * 8 + coalesce(rank, 7)) as own
  from ordered group by all
)
select c.host_no, c.address_no, c.valid_from, c.valid_to, c.hosted, address_class(t.text) as class,
  exists (select 1 from shared_address a where a.address = t.text and a.valid_from < c.valid_to and c.valid_from < a.valid_to) as shared,
  coalesce(c.remote, 3 * 8589934592) as owner, coalesce(c.own, 3 * 8589934592) as own_owner
from chosen c join socket_text t on t.text_no = c.address_no;
