copy (
  select address(slot) as ip,
    case when life = 0 then subscription(slot % 500, slot // 500 % 2) else subscription(next_service(slot), slot // 500 % 2) end as subscription_id,
    region(slot) as region, 'private' as kind,
    case when life = 1 then stamp(change_at('ip', slot)) end as valid_from,
    case when life = 0 and moves(slot) then stamp(change_at('ip', slot)) end as valid_to
  from range(20000) s(slot), range(2) l(life)
  where life = 0 or moves(slot)
  order by slot, life
) to $path (format $format);
