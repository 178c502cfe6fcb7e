-- How the big set writes an instant where the format has no type for it.
create macro stamp(moment) as strftime(make_timestamp(moment), '%Y-%m-%dT%H:%M:%S.%fZ');
