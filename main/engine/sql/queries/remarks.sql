-- Sentences about what cannot be told for certain, for the completeness line.
select count(distinct key) || ' addresses or VMs have more than one owner at a time' as remark from segment where state = 'contested' having count(*) > 0
union all
select count(distinct key) || ' addresses or VMs have an inventory record but no service-tree record at some time' from segment where state = 'unowned' having count(*) > 0
union all
select (count(*) - (select count(distinct (evidence_id, record)) from health_subject)) || ' health events name no service that was known at their time'
from kept('health_event') having count(*) > (select count(distinct (evidence_id, record)) from health_subject)
union all
select 'The inventories and the service tree share no subscription: no lookup can be resolved' where exists (from ownership) and exists (from service_tree)
  and not exists (select 1 from segment where state <> 'unowned')
union all
select sum(connections) || ' connections have no known direction: nobody is known to listen, no record says who connected, and the ports do not tell'
from connection_outcome_minute where outcome = 'undirected' having count(*) > 0
union all
select 'Connections of ' || count(*) || ' hosts come from snapshots: short ones between two snapshots can be missing' from (
  select host from connection c join evidence e using (evidence_id)
  group by host having bool_or(c.role = 'listen' and c.dst_address is null or e.format in ('ss', 'netstat', 'lsof', 'proc-net-tcp', 'osquery-sockets', 'conntrack'))
) having count(*) > 0
union all
select (select count(*) from evidence) - evidence || ' evidence files are not in the map yet: an import was stopped. Import them again to go on' from build_state
where evidence <> (select count(*) from evidence);
