-- One row per service that the service tree names, by its latest name; what leads to others has no name of its own. Key: service_no; service_id is what the evidence calls it.
create or replace table service as
select (row_number() over (order by service_id))::integer as service_no, service_id,
  arg_max(service_name, (valid_to, valid_from, service_name)) as service_name,
  arg_max(parent_service_id, (valid_to, valid_from, parent_service_id)) as parent_service_id,
  arg_max(tenant, (valid_to, valid_from, tenant)) as tenant,
  arg_max(namespace, (valid_to, valid_from, namespace)) as namespace,
  arg_max(data_class, (valid_to, valid_from, data_class)) as data_class
from kept('service_tree') t
anti join (select front_id from resource_behind group by front_id having bool_and(front_id <> resource_id)) b on b.front_id = t.resource_id
group by service_id order by service_id;
