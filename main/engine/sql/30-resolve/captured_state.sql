-- One row per record of AWS Config that shows a state of a machine or an interface: when that ends, with the next capture or the deletion of the same one in whatever
-- file. A deletion names no resource, and is over at once. Key: evidence_id, record.
create or replace temp table captured_state (evidence_id integer, record integer, ends timestamp);
insert into captured_state
with captured as (
  select v.evidence_id, v.record, v.vm_id, v.resource_id, v.valid_from from vm_inventory v join evidence e using (evidence_id) where e.format = 'aws-config'
), followed as (
  select vm_id, valid_from, lead(valid_from, 1, timestamp 'infinity') over (partition by vm_id order by valid_from) as ends
  from (select distinct vm_id, valid_from from captured)
)
select c.evidence_id, c.record, case when c.resource_id is null then c.valid_from else f.ends end as ends
from captured c join followed f using (vm_id, valid_from);
