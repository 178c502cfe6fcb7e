-- A place for the next map.
create schema if not exists {schema};
