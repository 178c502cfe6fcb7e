-- Keeps a mapping, in the place of one of the same name.
insert or replace into mapping values ($name, $body);
