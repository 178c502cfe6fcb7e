-- Fills socket_log: who recorded in which file, and when.
insert into socket_log
with own as (
  select evidence_id, host, case when own_a then a_address else b_address end as address, time, end_time from sighting where class is null
  union all
  select evidence_id, host, src_address, time, end_time from socket_record where listening and address_class(src_address) is null
  union all
  select evidence_id, host, null, time, end_time from socket_record where host <> ''
), named as (
  select evidence_id, host as name, time, end_time from own where host <> '' and address is null
  union all
  select evidence_id, address, time, end_time from own where address is not null
)
select evidence_id, name, min(time) as from_time, max(end_time) as to_time from named group by evidence_id, name order by all;
