-- Fills snapshot_host: the named hosts and the files of snapshot_log.
insert into snapshot_host
select distinct t.text, l.evidence_id from snapshot_log l left join socket_text t on t.text_no = l.host_no;
