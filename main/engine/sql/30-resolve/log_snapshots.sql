-- Fills snapshot_host: the hosts of snapshot_log.
insert into snapshot_host
select distinct t.text from snapshot_log l left join socket_text t on t.text_no = l.host_no;
