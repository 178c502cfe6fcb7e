-- One row per IP inventory record: the subscription that an address belonged to in [valid_from, valid_to).
create table if not exists ip_inventory (
  evidence_id integer not null, record integer, line integer,
  address varchar not null, subscription_id varchar not null, resource_id varchar, region varchar, address_kind varchar,
  valid_from timestamp not null, valid_to timestamp not null
);
