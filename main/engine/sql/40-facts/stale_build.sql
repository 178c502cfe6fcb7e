-- Whether evidence was added since the map was built.
select (select count(*) from evidence) <> coalesce((select max(evidence) from build_state), -1) as stale;
