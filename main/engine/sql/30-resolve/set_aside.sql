-- The client of a lookup that was passed on is not known: the source is none.
update lookup set client_segment = null where client_segment is not null and lookup_id in (select lookup_id from aside_lookup);
