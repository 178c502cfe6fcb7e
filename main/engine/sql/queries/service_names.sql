-- Every service of the case.
select service_id as id, service_name as name from service order by name, id;
