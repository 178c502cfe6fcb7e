-- The order of day and month in dates of numbers alone, for the file being read; NULL: it has no such dates.
set variable date_order = $order::varchar;
