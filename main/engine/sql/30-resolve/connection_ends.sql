-- The connection records that count, each between the ends that it is really between: those of translated_ends where a translator of addresses stands
-- between them; where it does not say, what the record itself says. own is the side that the record gives first; far is null where a socket waits.
create or replace temp view connection_ends as
select k.* exclude (protocol), short_protocol(k.protocol) as protocol,
  coalesce(t.own_address, k.src_address) as own_address, coalesce(t.own_port, k.src_port) as own_port,
  coalesce(t.far_address, k.translated_address, k.dst_address) as far_address,
  coalesce(t.far_port, case when k.translated_address is not null then k.translated_port end, k.dst_port, 0) as far_port
from kept('connection') k left join translated_ends t on t.protocol = short_protocol(k.protocol)
  and t.src_address = k.src_address and t.src_port = k.src_port and t.dst_address = k.dst_address and t.dst_port = coalesce(k.dst_port, 0)
  and k.time >= t.valid_from and k.time < t.valid_to;
