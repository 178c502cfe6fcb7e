-- One row per client, name, server and what the records of the other window say of both: how often, and an example of the segments.
-- Several services stand one a line, where the owner is contested. Names that never led to a service are left out.
with use as (
  select c.services as clients, c.state as client_state, c.other_services as other_clients, c.change as client_change,
    s.services as servers, s.state as server_state, s.other_services as other_servers, s.change as server_change,
    l.name_no, l.addressed, sum(l.answers)::bigint as answers, min(l.first) as first, max(l.last) as last,
    min(l.client_segment) as client_segment, arg_min(c.other_segment, l.client_segment) as other_client_segment,
    arg_min({'source': c.tree_source, 'line': c.tree_line}, l.client_segment) as client_tree,
    min(l.server_segment) as server_segment, arg_min(s.other_segment, l.server_segment) as other_server_segment,
    arg_min({'source': s.tree_source, 'line': s.tree_line}, l.server_segment) as server_tree
  from {legs} l join {ends} c on c.segment_no = l.client_segment left join {ends} s on s.segment_no = l.server_segment
  where l.server_segment is not null or l.name_no in (select name_no from name_server)
  group by all
)
select clients, client_state as "clientState", other_clients as "otherClients", client_change as "clientChange",
  client_segment as "clientSegment", other_client_segment as "otherClientSegment", client_tree['source'] as "clientTreeSource", client_tree['line'] as "clientTreeLine",
  servers, server_state as "serverState", other_servers as "otherServers", server_change as "serverChange",
  server_segment as "serverSegment", other_server_segment as "otherServerSegment", server_tree['source'] as "serverTreeSource", server_tree['line'] as "serverTreeLine",
  n.name, u.addressed, u.answers, epoch_us(u.first['time']) as "firstTime", u.first['lookup'] as "firstLookup",
  epoch_us(u.last['time']) as "lastTime", u.last['lookup'] as "lastLookup"
from use u join name n using (name_no)
order by clients, servers nulls last, name, client_segment, server_segment nulls last;
