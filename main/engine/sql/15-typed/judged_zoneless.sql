-- Whether any record gives a time without a zone.
select coalesce(bool_or(zoneless and reason is null), false) as found from judged_{table};
