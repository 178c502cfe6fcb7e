-- One row per failing interval, with the record that opened it.
select s.service_id as service, f.subject, f.kind, f.status, epoch_us(f.from_time) as "from", epoch_us(f.to_time) as "to",
  epoch_us(f.after_time) as after, f.sampled, f.severity, f.events, f.step, f.message, f.evidence_id, f.line, e.path
from failing_interval f join service s using (service_no) join evidence e using (evidence_id)
order by f.from_time, service, f.subject, f.kind;
