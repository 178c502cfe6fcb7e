-- One row per protocol, end (address and port) and time in which it is known to be listened on: listening sockets, and the end of a record whose role
-- is listen that is the recording host's own. One sighting holds as long as the address has one owner. A socket that listens on
-- every address of its host does so on those that the VM inventory or the host's own records name.
create or replace temp table listener as
with own as (
  select distinct host_no, src_no as address_no from socket_record where host_no > 0
), heard as (
  select protocol_no, host_no, src_no as address_no, src_end % 65536 as port, time
  from socket_record where listening
  union all
  select r.protocol_no, r.host_no, case when d.hosted and not s.hosted then r.dst_no else r.src_no end,
    case when d.hosted and not s.hosted then r.dst_end else r.src_end end % 65536, r.time
  from socket_ends r
  join endpoint s on s.host_no = r.host_no and s.address_no = r.src_no and r.time >= s.valid_from and r.time < s.valid_to
  join endpoint d on d.host_no = r.far_host_no and d.address_no = r.dst_no and r.time >= d.valid_from and r.time < d.valid_to
  where r.listens
), anywhere as (
  select h.*, a.text as address, n.text as host
  from heard h join socket_text a on a.text_no = h.address_no and a.text in ('0.0.0.0', '::') left join socket_text n on n.text_no = h.host_no
), placed as (
  select h.protocol_no, a.text as address, h.address_no, h.port, h.time from heard h join socket_text a on a.text_no = h.address_no and a.text not in ('0.0.0.0', '::')
  union
  select h.protocol_no, v.address, a.text_no, h.port, h.time from anywhere h
  join host_address v on v.host = h.host and h.time >= v.valid_from and h.time < v.valid_to and (h.address = '::' or not contains(v.address, ':'))
  join socket_text a on a.text = v.address
  union
  select h.protocol_no, a.text, a.text_no, h.port, h.time from anywhere h join own o using (host_no)
  join socket_text a on a.text_no = o.address_no and (h.address = '::' or not contains(a.text, ':'))
)
select distinct p.protocol_no, p.address_no * 65536::bigint + p.port as listening_end, coalesce(g.valid_from, timestamp '-infinity') as valid_from, coalesce(g.valid_to, timestamp 'infinity') as valid_to
from placed p left join segment g on g.side = 'address' and g.key = p.address and p.time >= g.valid_from and p.time < g.valid_to;
