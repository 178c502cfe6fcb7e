-- Every JSON value at the top, parsed.
select count(*), sum(length(json::varchar)) from read_json_objects($path, format = 'auto', maximum_object_size = 268435456);
