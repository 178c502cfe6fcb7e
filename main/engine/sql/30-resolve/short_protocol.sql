-- The name of a protocol as most logs write it.
create or replace temp macro short_protocol(protocol) as case
  when protocol in ('tcp4', 'tcp6', '6') then 'tcp'
  when protocol in ('udp4', 'udp6', '17') then 'udp'
  else protocol
end;
