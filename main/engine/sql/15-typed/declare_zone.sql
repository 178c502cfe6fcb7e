-- The zone in which times without one are taken, for the file being read.
set variable zone = $zone::varchar;
