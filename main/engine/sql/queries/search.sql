-- Services, instances, names and addresses that contain a text, services first.
with hit as (
  select 1 as rank, 'service' as kind, service_name as text, service_id as service, service_id as detail from service
  where contains(lower(service_name), $text) or contains(lower(service_id), $text)
  union all
  select distinct 2, 'instance', o.instance, s.service_id, s.service_name from segment_owner o join service s using (service_no)
  where contains(lower(o.instance), $text)
  union all
  select distinct 3, 'name', n.name, s.service_id, s.service_name from name_server v join name n using (name_no) join service s using (service_no) where contains(n.name, $text)
  union all
  select distinct 4, 'address', g.key, s.service_id, coalesce(s.service_name, g.state)
  from segment g left join service s using (service_no) where g.side = 'address' and contains(g.key, $text)
)
select kind, text, service, detail from hit order by rank, not starts_with(lower(text), $text), text, service limit $limit;
