-- Why staged records are rejected: a row for each sort of reason, with its first line; what stands in quotes differs from record to record.
select arg_min(reason, line) as reason, count(distinct record) as records, min(line) as line
from judged_{table} where reason is not null group by regexp_replace(reason, '"[^"]*"', '', 'g') order by records desc, line;
