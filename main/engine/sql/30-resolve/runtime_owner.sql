-- One row per runtime, record or segment that knows it by its name, and time: rank 1 as an instance of the service tree, 2 as a container or
-- VM, 3 as an address, 4 as a service. service_no is NULL where nobody, or not one service alone, owns it then.
create or replace table runtime_owner (runtime_no integer, rank integer, service_no integer, valid_from timestamp, valid_to timestamp);
insert into runtime_owner
select r.runtime_no, 1 as rank, case when count(distinct s.service_no) = 1 then min(s.service_no) end as service_no, t.valid_from, t.valid_to
from runtime r join kept('service_tree') t on t.instance_id = r.name join service s using (service_id) group by r.runtime_no, t.valid_from, t.valid_to
union all
select distinct runtime_no, rank, service_no, valid_from, valid_to from runtime_held
union all
select r.runtime_no, 4, s.service_no, timestamp '-infinity', timestamp 'infinity' from runtime r join service s on s.service_id = r.name;
