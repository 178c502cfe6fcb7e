-- One row where a socket log runs at some time of a window.
select 1 as runs from socket_log where from_time < make_timestamp($to) and to_time >= make_timestamp($from) limit 1;
