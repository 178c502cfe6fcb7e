-- One row per host and format whose records of connections are snapshots: lists of sockets by their format (also where they tell from when to when a socket was in them:
-- what was open only between two is not there), and logs with two records an instant or more on average, but for
-- one that counts the connections of each minute.
create or replace temp table snapshot_log as
select host_no, log_no from (
  select host_no, log_no, time, count(*) as records from socket_record where not lasting and host_no > 0 and log_no not in (select evidence_id from evidence where format = 'azure-vmconnection') group by all
) group by host_no, log_no having avg(records) >= 2
union
select distinct r.host_no, r.log_no from socket_record r join evidence e on e.evidence_id = r.log_no where socket_list(e.format);
