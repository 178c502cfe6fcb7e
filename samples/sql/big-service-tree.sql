copy (
  select 's' || lpad(owner::varchar, 3, '0') as service_id, 'Service ' || lpad(owner::varchar, 3, '0') as service_name,
    's' || lpad(owner::varchar, 3, '0') || '-' || service || '-' || nth as instance_id, subscription(service, nth) as subscription_id,
    case when life = 1 then stamp(day_start() + day() // 2) end as valid_from,
    case when life = 0 and handed_over(service, nth) then stamp(day_start() + day() // 2) end as valid_to
  from (
    select service, nth, life, case when life = 0 then service else (service + 7) % 500 end as owner
    from range(500) s(service), range(2) n(nth), range(2) l(life)
    where life = 0 or handed_over(service, nth)
  )
  order by service, nth, life
) to $path (format $format);
