-- One row per host and format whose records of connections are snapshots: lists of sockets by their format, and logs with two records an instant or
-- more on average.
create or replace temp table snapshot_log as
with moment as (
  select host_no, log_no, time, count(*) as records from socket_record where not lasting group by all
), log as (
  select host_no, log_no, avg(records) >= 2 as many from moment group by all
)
select l.host_no, l.log_no from log l join evidence e on e.evidence_id = l.log_no where l.many and l.host_no > 0 or socket_list(e.format);
