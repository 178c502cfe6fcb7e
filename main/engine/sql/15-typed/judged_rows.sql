-- The first staged rows as the case would hold them.
select line, reason, to_json(j)::varchar as body from judged_{table} j order by record limit $limit;
