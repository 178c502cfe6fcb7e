-- Keeps that a file is a snapshot, when it was taken, and whether it shows one object alone.
insert into snapshot select $evidence::integer, $format, make_timestamp($taken), $lone;
