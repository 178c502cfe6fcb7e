-- The canonical tables that hold anything.
select 'dns_request' as kind where exists (from dns_request)
union all
select 'dns_response' as kind where exists (from dns_response)
union all
select 'vm_inventory' as kind where exists (from vm_inventory)
union all
select 'ip_inventory' as kind where exists (from ip_inventory)
union all
select 'service_tree' as kind where exists (from service_tree)
union all
select 'declared_dependency' as kind where exists (from declared_dependency)
union all
select 'health_event' as kind where exists (from health_event)
union all
select 'connection' as kind where exists (from connection)
union all
select 'heartbeat' as kind where exists (from heartbeat)
union all
select 'policy_rule' as kind where exists (from policy_rule)
union all
select 'policy_document' as kind where exists (from policy_document)
union all
select 'policy_subject' as kind where exists (from policy_subject)
union all
select 'snapshot' as kind where exists (from snapshot);
