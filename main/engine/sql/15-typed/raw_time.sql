-- The times of the raw rows as text: of events.
create or replace temp view raw_time as select timestamp as text from raw;
