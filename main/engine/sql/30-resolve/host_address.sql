-- One row per VM inventory record with an address and name under which a host's own log may speak of it: the host, the container id, the VM id.
create or replace temp view host_address as
select distinct n.host, v.address, coalesce(v.container_id, v.vm_id) as source, v.valid_from, v.valid_to
from kept('vm_inventory') v, unnest([v.host, v.container_id, v.vm_id]) n(host)
where v.address is not null and n.host is not null;
