-- One row per host and address that is its own: the VM inventory has the address there, or source and address are one instance.
create or replace temp table host_pair as
select host, address from host_address
union
select g.key, a.key from segment g join segment a on a.side = 'address' and a.service_no = g.service_no and a.instance = g.instance
where g.side = 'source' and g.key in (select host from socket_record);
