-- The map that was just built counts from now on.
update main.build_state set map = $map::integer, evidence = (select count(*) from evidence)::integer, statements = $statements;
