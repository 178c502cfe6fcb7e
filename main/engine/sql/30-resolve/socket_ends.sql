-- One row per record of a connection, with where the owner of its far end is found in endpoint: at its host, or anywhere.
create or replace temp view socket_ends as
select r.*, case when p.host is null then '' else r.host end as far_host
from socket_record r left join host_pair p on p.host = r.host and p.address = r.dst_address
where not r.listening;
