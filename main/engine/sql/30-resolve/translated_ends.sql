-- One row per protocol, pair of ends as a record may show them, and time in which translators of addresses (service addresses, load balancers, NAT)
-- say between which ends that connection really is: own is who src stands for, far who dst stands for.
create or replace table translated_ends (
  protocol varchar not null, src_address varchar not null, src_port integer not null, dst_address varchar not null, dst_port integer not null,
  valid_from timestamp not null, valid_to timestamp not null,
  own_address varchar not null, own_port integer not null, far_address varchar not null, far_port integer not null
);
-- Fills translated_ends. A translator shows a connection from the client's side (src, dst) and from the server's (behind); it is between the
-- client of the first and the server of the second, also where two translators follow each other. What one says holds until it says otherwise, and what
-- it says first holds before too: ends are used again by other connections. What two say differently at one time holds for neither.
insert into translated_ends
with told as (
  select short_protocol(protocol) as protocol, time, {'address': src_address, 'port': src_port} as src, {'address': dst_address, 'port': coalesce(dst_port, 0)} as dst,
    {'address': coalesce(translated_source_address, src_address), 'port': coalesce(translated_source_port, src_port)} as src_behind,
    {'address': coalesce(translated_address, dst_address), 'port': coalesce(translated_port, dst_port, 0)} as dst_behind
  from kept('connection') where dst_address is not null and (translated_address is not null or translated_source_address is not null)
), hop as (
  select *, case when lag(time) over pair is null then timestamp '-infinity' else time end as valid_from, lead(time, 1, timestamp 'infinity') over pair as valid_to
  from (
    select *, row(lag(src_behind) over pair, lag(dst_behind) over pair) is distinct from row(src_behind, dst_behind) as changed
    from told window pair as (partition by protocol, src, dst order by time, src_behind, dst_behind)
  ) where changed window pair as (partition by protocol, src, dst order by time, src_behind, dst_behind)
), whole as (
  select h.protocol, h.time, h.src, h.dst, h.src_behind, h.dst_behind,
    case when count(distinct b.src) = 1 then min(b.src) else h.src end as client,
    case when count(distinct a.dst_behind) = 1 then min(a.dst_behind) else h.dst_behind end as server
  from hop h
  left join hop b on b.protocol = h.protocol and b.src_behind = h.src and b.dst_behind = h.dst and h.time >= b.valid_from and h.time < b.valid_to
  left join hop a on a.protocol = h.protocol and a.src = h.src_behind and a.dst = h.dst_behind and h.time >= a.valid_from and h.time < a.valid_to
  group by h.protocol, h.time, h.src, h.dst, h.src_behind, h.dst_behind
), form as (
  select protocol, time, unnest([
    {'src': src, 'dst': dst, 'own': client, 'far': server}, {'src': dst, 'dst': src, 'own': server, 'far': client},
    {'src': src_behind, 'dst': dst_behind, 'own': client, 'far': server}, {'src': dst_behind, 'dst': src_behind, 'own': server, 'far': client}
  ], max_depth := 2) from whole
), said as (
  select protocol, src, dst, time, case when count(distinct row(own, far)) = 1 then min(row(own, far)) end as ends from form group by protocol, src, dst, time
), held as (
  select *, case when lag(time) over pair is null then timestamp '-infinity' else time end as valid_from, lead(time, 1, timestamp 'infinity') over pair as valid_to
  from said window pair as (partition by protocol, src, dst order by time)
)
select protocol, src.address, src.port, dst.address, dst.port, valid_from, valid_to, ends[1].address, ends[1].port, ends[2].address, ends[2].port
from held where ends is not null and ends <> row(src, dst)
order by all;
