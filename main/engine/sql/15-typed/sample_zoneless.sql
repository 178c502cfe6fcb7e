-- Whether the first records give times without a zone.
select coalesce(bool_or(not has_zone(timestamp)), false) as found from (select timestamp from raw limit 100);
