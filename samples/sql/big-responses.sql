copy (
  select stamp(moment + 1000 * (1 + draw('delay', i, 40))) as "timestamp", request_id, source_container_id, fqdn, 'A' as query_type,
    case when outcome = 'NXDOMAIN' then 'NXDOMAIN' else 'NOERROR' end as response_code,
    case when outcome = 'external' then '203.0.113.' || (2 + draw('outside', i, 240))
      when outcome = 'NOERROR' then address(case when moves(slot) and moment >= change_at('ip', slot) then slot + 10000 else slot end) end as answer_ip
  from (
    select l.* exclude (slot), draw('answer ' || nth, i, 40) * 500 + server as slot
    from lookups($first::bigint, $last::bigint, $total::bigint) l, range(3) n(nth)
    where outcome <> 'lost' and (nth = 0 or (outcome = 'NOERROR' and nth <= draw('answers', i, 3)))
  )
) to $path (format $format);
