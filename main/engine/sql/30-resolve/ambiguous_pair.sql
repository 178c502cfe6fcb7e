-- One row per protocol and pair of ends of which nothing tells whether the records of several hosts are of one connection: an end is at an
-- ambiguous address, and two machines both say that it is theirs, or the records stand for the connections of a time.
create or replace temp table ambiguous_pair as
with touched as (
  select * from socket_record semi join ambiguous_address a on a.address_no = src_no where not listening
  union
  select * from socket_record semi join ambiguous_address a on a.address_no = dst_no where not listening
), own as (
  select r.protocol_no, least(r.src_end, r.dst_end) as a_end, greatest(r.src_end, r.dst_end) as b_end,
    (s.host_no is null and d.host_no is not null) = (r.dst_end < r.src_end) as own_a, v.source, r.connections > 1 or r.src_end % 65536 = 0 or r.dst_end % 65536 = 0 as whole
  from touched r
  left join host_pair s on s.host_no = r.host_no and s.address_no = r.src_no left join host_pair d on d.host_no = r.host_no and d.address_no = r.dst_no
  left join socket_text h on h.text_no = r.host_no left join socket_text t on t.text_no = case when s.host_no is null then r.dst_no else r.src_no end
  left join host_address v on v.host = h.text and v.address = t.text and r.time >= v.valid_from and r.time < v.valid_to
)
select protocol_no, a_end, b_end from own group by all
having count(distinct source) filter (own_a) > 1 or count(distinct source) filter (not own_a) > 1 or bool_or(whole);
