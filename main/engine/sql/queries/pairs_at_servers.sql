-- One row per client and server that a socket log of the server's own end shows anywhere in the case.
select distinct c.service_id as client, s.service_id as server
from (select distinct client, server from seen_connection where outcome = 'resolved' and at_server) x
join service c on c.service_no = x.client join service s on s.service_no = x.server order by client, server;
