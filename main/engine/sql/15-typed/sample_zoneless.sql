-- Whether the first records give times without a zone.
select coalesce(bool_or(zoneless), false) as found from (select zoneless from typed_{table} limit 100);
