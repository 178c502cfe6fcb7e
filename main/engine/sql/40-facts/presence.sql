-- One row per instance of a service and time in which the inventories hold it as one: where it was. Instances are numbered, for counting.
create or replace table presence as
select distinct service_no, side, dense_rank() over (order by instance)::integer as instance_no, region, valid_from, valid_to
from segment_owner where service_no is not null;
