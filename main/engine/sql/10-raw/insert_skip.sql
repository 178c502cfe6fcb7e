-- Keeps how many records were of no use here, and why.
insert into skip values ($evidence::integer, $reason, $records);
