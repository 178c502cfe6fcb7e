-- One row per kind of infrastructure in a window: how many lookups are its own or were passed on by it.
select kind, count(*) as lookups from aside_lookup where time >= make_timestamp($from) and time < make_timestamp($to) group by kind order by kind;
