-- How the big set writes an instant where the format has no type for it.
create macro stamp(moment) as replace(make_timestamp(moment)::varchar, ' ', 'T') || 'Z';
