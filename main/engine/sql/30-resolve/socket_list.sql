-- Whether a format lists the sockets of one host as they are at an instant.
create or replace temp macro socket_list(format) as format in ('ss', 'netstat', 'lsof', 'proc-net-tcp', 'osquery-sockets');
