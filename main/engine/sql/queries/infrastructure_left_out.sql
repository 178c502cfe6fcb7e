-- One row per evidence file and reason for which records of infrastructure were left out when it was read.
select s.evidence_id as source, e.path, s.reason[17:] as reason, s.records from skip s join evidence e using (evidence_id)
where starts_with(s.reason, 'infrastructure: ') order by s.evidence_id, s.reason;
