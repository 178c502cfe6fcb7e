-- One row: whether a socket log, and whether a DNS log, runs at some time of a window.
select exists (select 1 from socket_log where from_time < make_timestamp($to) and to_time >= make_timestamp($from)) as sockets,
  exists (select 1 from log_span where minute_from * 60000000::bigint < $to and minute_to * 60000000::bigint > $from) as dns;
