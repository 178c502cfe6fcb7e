-- Fills snapshot_host: named hosts whose log has two records an instant or more on average, and logs that are lists of sockets by their format.
insert into snapshot_host
with moment as (
  select host_no, case when host_no = 0 then evidence_id end as evidence_id, log_no, time, count(*) as records from socket_record where not lasting group by all
), log as (
  select host_no, evidence_id, log_no, avg(records) >= 2 as many from moment group by all
)
select distinct t.text, l.evidence_id
from log l join evidence e on e.evidence_id = l.log_no left join socket_text t on t.text_no = l.host_no
where l.many and l.host_no > 0 or e.format in ('ss', 'netstat', 'lsof', 'proc-net-tcp', 'osquery-sockets');
