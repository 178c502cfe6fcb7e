-- The times of raw rows as text: of events.
create or replace temp macro raw_time(rows) as table select timestamp as text from query_table(rows);
