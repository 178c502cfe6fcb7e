-- Records of {table}, of one row or several each, whose parsed fields hash like another's.
insert into equal_content
with hashed as (
  select evidence_id, record, bit_xor(hash(*columns(* exclude (evidence_id, record, line)))) as h from {table} group by evidence_id, record
)
select '{table}', evidence_id, record, list_sort(list(row(*columns(* exclude (evidence_id, record, line)))))::varchar
from {table}
semi join (select evidence_id, record from hashed where h in (select h from hashed group by h having count(*) > 1)) using (evidence_id, record)
group by evidence_id, record;
