-- Which order of day and month the dates of numbers alone can only have, and whether they give hours with AM or PM.
select coalesce(bool_or(split_part(text, mark, 1)::integer > 12), false) as day_first,
  coalesce(bool_or(split_part(text, mark, 2)::integer > 12), false) as month_first,
  coalesce(bool_or(regexp_matches(text, '(?i)[ap]\.?m\.?\b')), false) as halves,
  count(*) > 0 as any_date
from (select text, text[case when text[2] in ('/', '-') then 2 else 3 end] as mark from {times}('raw') where is_numeric_date(text) and text[5] <> '/')
where mark in ('/', '-');
