-- One row per service-tree record: the service that a subscription (or one resource of it) belonged to in [valid_from, valid_to).
create table if not exists service_tree (
  evidence_id integer not null, record integer, line integer,
  service_id varchar not null, service_name varchar not null, instance_id varchar, subscription_id varchar not null, resource_id varchar,
  parent_service_id varchar, tenant varchar, namespace varchar, data_class varchar, phase varchar, derived_by varchar,
  valid_from timestamp not null, valid_to timestamp not null
);
