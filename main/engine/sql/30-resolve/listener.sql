-- One row per protocol, end (address and port) and time in which it is known to be listened on: listening sockets, and the end of a record whose role
-- is listen that is the recording host's own. One sighting holds as long as the address has one owner; first_seen and last_seen are those of the sightings. segment_no: whose
-- end it is, where the address is ambiguous.
-- A socket that listens on every address of its host does so on what the VM inventory has of that host itself, and on the host's own addresses in
-- the same log; where it has none there, on those of the only machine that the VM inventory has at that host. Machines at one host have sockets of their own.
create or replace temp table listener as
with own as (
  select distinct r.host_no, r.log_no, r.src_no as address_no, a.text as address, address_class(a.text) is null as outward
  from socket_record r join socket_text a on a.text_no = r.src_no and a.text not in ('0.0.0.0', '::') where r.host_no > 0
), heard as (
  select protocol_no, host_no, log_no, src_no as address_no, src_end % 65536 as port, time
  from socket_record where listening
  union all
  select r.protocol_no, r.host_no, r.log_no, case when d.hosted and not s.hosted then r.dst_no else r.src_no end,
    case when d.hosted and not s.hosted then r.dst_end else r.src_end end % 65536, r.time
  from socket_ends r
  join endpoint s on s.host_no = r.host_no and s.address_no = r.src_no and r.time >= s.valid_from and r.time < s.valid_to
  join endpoint d on d.host_no = r.far_host_no and d.address_no = r.dst_no and r.time >= d.valid_from and r.time < d.valid_to
  where r.listens
), anywhere as (
  select h.*, a.text = '::' as of_both, n.text as host, o.host_no is null as nowhere
  from heard h join socket_text a on a.text_no = h.address_no and a.text in ('0.0.0.0', '::') left join socket_text n on n.text_no = h.host_no
  left join (select distinct host_no, log_no from own where outward) o on o.host_no = h.host_no and o.log_no = h.log_no
), machine as (
  select w.host_no, w.time, v.address, v.source = w.host as itself, min(v.source) over there = max(v.source) over there as alone
  from (select distinct host_no, host, time from anywhere) w join host_address v on v.host = w.host and w.time >= v.valid_from and w.time < v.valid_to
  window there as (partition by w.host_no, w.time)
), placed as (
  select h.protocol_no, h.host_no, a.text as address, h.address_no, h.port, h.time from heard h join socket_text a on a.text_no = h.address_no and a.text not in ('0.0.0.0', '::')
  union
  select w.protocol_no, w.host_no, m.address, a.text_no, w.port, w.time from anywhere w join machine m using (host_no, time) join socket_text a on a.text = m.address
  where (m.itself or w.nowhere and m.alone) and (w.of_both or not contains(m.address, ':'))
  union
  select w.protocol_no, w.host_no, o.address, o.address_no, w.port, w.time from anywhere w join own o using (host_no, log_no) where w.of_both or not contains(o.address, ':')
), owned as (
  select p.*, null as segment_no, g.valid_from, g.valid_to
  from placed p left join segment g on g.side = 'address' and g.key = p.address and p.time >= g.valid_from and p.time < g.valid_to
  where p.address_no not in (select address_no from ambiguous_address)
  union all
  select p.*, g.segment_no, g.valid_from, g.valid_to from placed p semi join ambiguous_address using (address_no)
  join endpoint e on e.host_no = p.host_no and e.address_no = p.address_no and p.time >= e.valid_from and p.time < e.valid_to
  join segment g on g.segment_no = e.own_owner where e.own_owner < 4294967296
)
select protocol_no, address_no * 65536::bigint + port as listening_end, segment_no,
  coalesce(valid_from, timestamp '-infinity') as valid_from, coalesce(valid_to, timestamp 'infinity') as valid_to, min(time) as first_seen, max(time) as last_seen
from owned group by all;
