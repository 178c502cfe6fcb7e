-- One row per VM inventory record: the subscription that a container or VM belonged to in [valid_from, valid_to).
create table if not exists vm_inventory (
  evidence_id integer not null, record integer, line integer,
  container_id varchar, vm_id varchar, subscription_id varchar not null, resource_id varchar, location varchar, host varchar, address varchar,
  tenant varchar, namespace varchar, cluster varchar, data_centre_group varchar,
  valid_from timestamp not null, valid_to timestamp not null
);
