-- The services that any health event speaks of.
select distinct s.service_id as id from health_subject h join service s using (service_no) order by id;
