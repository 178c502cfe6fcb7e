-- One row per connection record that counts, its texts as numbers (see socket_text, socket_process). src_end, dst_end: address and port in one number, in the order
-- of both. log_no: the same for all files of one format. lasting: it stands for all the time to end_time, not for an instant. listening: a socket that waits, without
-- a far end.
-- A list of sockets that names no host is of the host that has the own address which most of its records have, best one that is known.
create or replace temp table socket_record as
with own as (
  select evidence_id, src_address, count(*) as records, exists (select 1 from segment where side = 'address' and key = src_address) as known
  from kept('connection') semi join (select evidence_id from evidence where socket_list(format)) using (evidence_id)
  where host is null and address_class(src_address) is null group by all
), nameless as (
  select evidence_id, first(src_address order by known desc, records desc, src_address) as host from own group by evidence_id
), known as (
  select k.evidence_id, k.line, k.time, coalesce(k.end_time, k.time) as end_time, k.end_time is not null as lasting, coalesce(k.host, n.host) as host,
    own_address as src_address, own_port as src_port, far_address as dst_address, far_port as dst_port,
    k.protocol, k.pid, k.process_name, k.role, k.connections, k.dst_address is null or k.role = 'listen' and k.dst_address in ('0.0.0.0', '::') as listening
  from connection_ends k left join nameless n using (evidence_id)
), log as (
  select evidence_id, min(evidence_id) over (partition by format) as log_no from evidence
)
select k.evidence_id, k.line, k.time, k.end_time, k.lasting, coalesce(h.text_no, 0) as host_no, l.log_no, p.text_no as protocol_no,
  s.text_no as src_no, d.text_no as dst_no, s.text_no * 65536::bigint + k.src_port as src_end, d.text_no * 65536::bigint + k.dst_port as dst_end,
  x.process_no, k.role = 'connect' as connects, k.role = 'listen' as listens, k.connections, k.listening
from known k join log l using (evidence_id)
join socket_text p on p.text = k.protocol join socket_text s on s.text = k.src_address
left join socket_text d on d.text = k.dst_address left join socket_text h on h.text = k.host
left join socket_process x on x.process_name is not distinct from k.process_name and x.pid is not distinct from k.pid;
