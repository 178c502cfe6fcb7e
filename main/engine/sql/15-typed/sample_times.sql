-- Whether the first records give times without a zone, and whether dates of numbers alone; {times} stands for what their times are.
select coalesce(bool_or(not has_zone(text)), false) as zoneless, coalesce(bool_or(is_numeric_date(text)), false) as numeric
from (select text from {times}('raw') limit 1000);
