-- One row per record of a connection, with where the owner of its far end is found in endpoint: at its host, or anywhere (0).
create or replace temp view socket_ends as
select r.*, coalesce(p.host_no, 0) as far_host_no
from socket_record r left join host_pair p on p.host_no = r.host_no and p.address_no = r.dst_no
where not r.listening;
