copy (
  select stamp(moment) as "timestamp", request_id, source_container_id, fqdn, 'A' as query_type
  from lookups($first::bigint, $last::bigint, $total::bigint)
) to $path (format $format);
