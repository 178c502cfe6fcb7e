-- Keeps a record that no row could be made of.
insert into reject values ($evidence::integer, $record::integer, $line::integer, $reason);
