-- Frees a map that does not count.
drop schema {schema} cascade;
