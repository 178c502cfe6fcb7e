-- How the big set writes an instant where the format has a type for it.
create macro stamp(moment) as make_timestamp(moment)::timestamptz;
