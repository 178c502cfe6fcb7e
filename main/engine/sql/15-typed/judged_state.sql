-- Whether any sound record gives a time without a zone, and whether any is rejected.
select coalesce(bool_or(zoneless and reason is null), false) as zoneless, coalesce(bool_or(reason is not null), false) as rejects from judged_{table};
