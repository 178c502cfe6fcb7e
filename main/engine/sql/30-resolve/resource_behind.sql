-- One row per resource that stands before others (a Kubernetes service, the endpoints of one), resource that it leads to, and time: whose the first is, the second is.
create or replace table resource_behind (front_id varchar not null, resource_id varchar not null, valid_from timestamp not null, valid_to timestamp not null);
