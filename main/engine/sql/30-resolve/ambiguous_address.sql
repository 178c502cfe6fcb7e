-- One row per address that the VM inventory has at several machines at a time, as networks with the same private addresses do.
create or replace temp table ambiguous_address as
select distinct t.text_no as address_no
from host_address a join host_address b on b.address = a.address and b.source <> a.source and a.valid_from < b.valid_to and b.valid_from < a.valid_to
join socket_text t on t.text = a.address;
