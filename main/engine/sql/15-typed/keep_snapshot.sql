-- Keeps that a file is a snapshot, and when it was taken.
insert into snapshot select $evidence::integer, $format, make_timestamp($taken);
