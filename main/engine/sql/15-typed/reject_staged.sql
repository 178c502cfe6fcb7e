-- Keeps why a record was rejected: its first reason. A record of several tables is rejected once.
insert into reject
select $evidence::integer, record, min(line), min(reason) from judged_{table} j
where reason is not null and not exists (select 1 from reject r where r.evidence_id = $evidence and r.record = j.record)
group by record;
