-- One row per client and server that were seen for certain anywhere in the case.
select c.service_id as client, s.service_id as server
from (select distinct client, server from dependency_hour where lookups + failures > 0) d
join service c on c.service_no = d.client join service s on s.service_no = d.server order by client, server;
