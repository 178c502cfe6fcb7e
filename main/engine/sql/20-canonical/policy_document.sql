-- One row per policy that is kept as it was written (body: JSON), to be read when it is asked about: NetworkPolicy, security group,
-- AuthorizationPolicy. cluster: whose pods it is for, where that is known.
create table if not exists policy_document (
  evidence_id integer not null, record integer, line integer,
  dialect varchar not null, name varchar not null, body varchar not null, cluster varchar,
  valid_from timestamp not null, valid_to timestamp not null
);
