copy (
  select container(slot, life) as container_id, subscription(slot % 500, slot // 500 % 2) as subscription_id, region(slot) as location,
    'hv-' || draw('host', slot, 900) as host,
    case when life = 1 then stamp(change_at('vm', slot)) end as valid_from,
    case when life = 0 and replaced(slot) then stamp(change_at('vm', slot)) end as valid_to
  from range(20000) s(slot), range(2) l(life)
  where life = 0 or replaced(slot)
  order by slot, life
) to $path (format $format);
