-- Inventories and service tree composed before any log line is read: who holds a container or an address, and when.
create temp table numbered as
select service_id, (row_number() over (order by service_id))::smallint as service_no from (select distinct service_id from service_tree);

create temp table tree as
select subscription_id, service_no, coalesce(valid_from, '-infinity') as valid_from, coalesce(valid_to, 'infinity') as valid_to
from service_tree join numbered using (service_id);

create temp table client_segment as
select v.container_id, t.service_no as client, greatest(v.valid_from, t.valid_from) as valid_from, least(v.valid_to, t.valid_to) as valid_to
from (from vm_inventory select * replace (coalesce(valid_from, '-infinity') as valid_from, coalesce(valid_to, 'infinity') as valid_to)) v
join tree t on t.subscription_id = v.subscription_id and v.valid_from < t.valid_to and t.valid_from < v.valid_to;

create temp table server_segment as
select i.ip, t.service_no as server, greatest(i.valid_from, t.valid_from) as valid_from, least(i.valid_to, t.valid_to) as valid_to
from (from ip_inventory select * replace (coalesce(valid_from, '-infinity') as valid_from, coalesce(valid_to, 'infinity') as valid_to)) i
join tree t on t.subscription_id = i.subscription_id and i.valid_from < t.valid_to and t.valid_from < i.valid_to;
