-- Responses whose parsed fields hash like another's. A row of the canonical columns is a record of its own; of other formats, all answers are one.
insert into equal_content
with several as (
  select evidence_id from evidence where format not like 'canonical-%'
), single as (
  select evidence_id, record,
    hash(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname) as h
  from dns_response where not whole and evidence_id not in (from several)
), whole as (
  select evidence_id, record, bit_xor(hash(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname)) as h
  from dns_response where whole or evidence_id in (from several) group by all
)
select 'dns_response', evidence_id, record,
  row(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname)::varchar
from dns_response semi join (select evidence_id, record from single where h in (select h from single group by h having count(*) > 1)) using (evidence_id, record)
union all
select 'dns_response', evidence_id, record,
  list_sort(list(row(time, request_id, source_id, source_vm_id, source_ip, port, name, type, response_code, address, ttl, cname)))::varchar
from dns_response semi join (select evidence_id, record from whole where h in (select h from whole group by h having count(*) > 1)) using (evidence_id, record)
group by evidence_id, record;
