-- The map of the whole day from the facts by hand; a service that looks itself up is no dependency.
select c.service_id as client, s.service_id as server, sum(f.counted)::bigint as counted
from fact f join numbered c on c.service_no = f.client join numbered s on s.service_no = f.server
where f.client <> f.server
group by all order by client, server;
