-- Sentences about what cannot be told for certain, for the completeness line.
select format('{:,}', count(distinct key)) || case when count(distinct key) = 1 then ' address or VM has' else ' addresses or VMs have' end || ' more than one owner at a time' as remark from segment where state = 'contested' having count(*) > 0
union all
select format('{:,}', count(distinct key)) || case when count(distinct key) = 1 then ' address or VM has' else ' addresses or VMs have' end || ' an inventory record but no service-tree record at some time' from segment where state = 'unowned' having count(*) > 0
union all
select format('{:,}', count(*)) || case when count(*) = 1 then ' health event names nobody who was known at its time: ' else ' health events name nobody who was known at their time: ' end || array_to_string(list_sort(list(distinct subject))[:3], ', ')
  || case when count(distinct subject) > 3 then ' and others' else '' end
from (select *, coalesce(service_id, instance_id, source_id, address, service, host) as subject from kept('health_event'))
anti join health_subject using (evidence_id, record, time, kind) having count(*) > 0
union all
select 'The inventories and the service tree share no subscription: no lookup can be resolved' where exists (from ownership) and exists (from service_tree)
  and not exists (select 1 from segment where state <> 'unowned')
union all
select format('{:,}', sum(connections)::bigint) || case when sum(connections) = 1 then ' connection has' else ' connections have' end || ' no known direction: nobody is known to listen, no record says who connected, and the ports do not tell'
from connection_outcome_minute where outcome = 'undirected' having count(*) > 0
union all
select format('{:,} of {:,} things that an earlier snapshot shows end where {} lacks them: if it shows a part of the fleet only, take it out of the case',
  sum(l.lacks)::bigint, sum(l.shown)::bigint, regexp_extract(any_value(e.path), '[^/\\!]*$'))
from snapshot_lack l join evidence e using (evidence_id) group by l.evidence_id
union all
select (select count(*) from evidence) - evidence || case when (select count(*) from evidence) - evidence = 1 then ' evidence file is' else ' evidence files are' end || ' not in the map yet: an import was stopped. Import again to go on' from build_state
where evidence <> (select count(*) from evidence);
