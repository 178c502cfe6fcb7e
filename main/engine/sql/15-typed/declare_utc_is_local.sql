-- Whether times of the file being read that say UTC (or are epoch numbers) are local times of its zone.
set variable utc_is_local = $local::boolean;
