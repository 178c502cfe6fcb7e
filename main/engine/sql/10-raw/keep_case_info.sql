-- Says what made the case.
insert into case_info values ($format::integer, $program);
