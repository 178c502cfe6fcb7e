-- One row per source (container or VM id), address or Kubernetes namespace and what policies select it by (traits: JSON with labels, securityGroups, namedPorts);
-- or per address of a Kubernetes service (subject_kind: service) and to which ports of pods it leads (traits: servicePorts).
create table if not exists policy_subject (
  evidence_id integer not null, record integer, line integer,
  subject_kind varchar not null, subject varchar not null, traits varchar not null,
  valid_from timestamp not null, valid_to timestamp not null
);
