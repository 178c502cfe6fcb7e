-- Requests whose parsed fields hash like another's.
insert into equal_content
with hashed as (
  select evidence_id, record, hash(time, request_id, source_id, source_vm_id, source_ip, port, name, type) as h from dns_request
)
select 'dns_request', evidence_id, record, row(time, request_id, source_id, source_vm_id, source_ip, port, name, type)::varchar
from dns_request
semi join (select evidence_id, record from hashed where h in (select h from hashed group by h having count(*) > 1)) using (evidence_id, record);
