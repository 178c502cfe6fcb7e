-- One row per host and address that is its own: the VM inventory has the address there, or source and address are one instance.
create or replace temp table host_pair as
with pair as (
  select host, address from host_address
  union
  select g.key, a.key from segment g join segment a on a.side = 'address' and a.service_no = g.service_no and a.instance = g.instance
  where g.side = 'source'
)
select h.text_no as host_no, a.text_no as address_no from pair p join socket_text h on h.text = p.host join socket_text a on a.text = p.address;
