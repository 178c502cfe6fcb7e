-- One row per protocol, address, port and time in which it is known to be listened on: listening sockets, and the end of a record whose role
-- is listen that is the recording host's own. One sighting holds as long as the address has one owner. A socket that listens on
-- every address of its host does so on those that the VM inventory or the host's own records name.
create or replace temp table listener as
with own as (
  select distinct host, src_address as address from socket_record where host <> ''
), heard as (
  select protocol, host, src_address as address, src_port as port, time from socket_record where listening
  union all
  select r.protocol, r.host, case when d.hosted and not s.hosted then r.dst_address else r.src_address end,
    case when d.hosted and not s.hosted then r.dst_port else r.src_port end, r.time
  from socket_ends r
  join endpoint s on s.host = r.host and s.address = r.src_address and r.time >= s.valid_from and r.time < s.valid_to
  join endpoint d on d.host = r.far_host and d.address = r.dst_address and r.time >= d.valid_from and r.time < d.valid_to
  where r.role = 'listen'
), placed as (
  select protocol, address, port, time from heard where address not in ('0.0.0.0', '::')
  union
  select h.protocol, v.address, h.port, h.time from heard h join host_address v on v.host = h.host and h.time >= v.valid_from and h.time < v.valid_to
  where h.address in ('0.0.0.0', '::') and (h.address = '::' or not contains(v.address, ':'))
  union
  select h.protocol, o.address, h.port, h.time from heard h join own o on o.host = h.host
  where h.address in ('0.0.0.0', '::') and (h.address = '::' or not contains(o.address, ':'))
)
select distinct p.protocol, p.address, p.port, coalesce(g.valid_from, timestamp '-infinity') as valid_from, coalesce(g.valid_to, timestamp 'infinity') as valid_to
from placed p left join segment g on g.side = 'address' and g.key = p.address and p.time >= g.valid_from and p.time < g.valid_to;
