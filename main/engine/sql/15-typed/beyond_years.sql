-- Whether the instant of an event lies outside of the years 1970 to 2199, for which minutes are counted: no log is of then, but unset times are.
create or replace temp macro beyond_years(instant) as instant < timestamp '1970-01-01' or instant >= timestamp '2200-01-01';
