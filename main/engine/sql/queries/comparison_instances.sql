-- One row per client and server of a window: the instances of the server that answers led to, one a line.
select c.services as client, s.services as server, string_agg(distinct g.instance, chr(10) order by g.instance) as instances
from {legs} l join {ends} c on c.segment_no = l.client_segment and c.state = 'owned'
join {ends} s on s.segment_no = l.server_segment and s.state = 'owned'
join segment g on g.segment_no = l.server_segment
where g.instance is not null and c.services <> s.services
group by all order by client, server;
