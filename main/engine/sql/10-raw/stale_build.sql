-- Whether there is no map yet, evidence was added since it was built, or another program built it.
select map = 0 or evidence <> (select count(*) from evidence) or statements <> $statements as stale from build_state;
