-- Whether there is no map yet, or evidence was added since it was built.
select map = 0 or evidence <> (select count(*) from evidence) as stale from build_state;
