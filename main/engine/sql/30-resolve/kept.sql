-- The rows of a canonical table without the repeats; nth tells equal records apart that count each.
create or replace temp macro kept(name) as table
select t.*, coalesce(e.nth, 1) as nth
from query_table(name) t
left join (select * from equal_record where kind = name) e using (evidence_id, record)
where not coalesce(e.repeated, false);
