-- The microseconds that are added to each time of the file being read; NULL: none.
set variable skew = $skew::bigint;
