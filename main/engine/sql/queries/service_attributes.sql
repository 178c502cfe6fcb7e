-- One row per service, tenant or data class and time in which a service-tree record gives it; open ends are NULL.
select distinct service_id as service, kind, value,
  case when isfinite(valid_from) then epoch_us(valid_from) end as "from", case when isfinite(valid_to) then epoch_us(valid_to) end as "to"
from (
  select service_id, 'tenant' as kind, tenant as value, valid_from, valid_to from service_tree where tenant is not null
  union all
  select service_id, 'data_class', data_class, valid_from, valid_to from service_tree where data_class is not null
) order by service, kind, value, "from" nulls first, "to" nulls last;
