-- An IPv6 text with a trailing dotted IPv4 part turned into two groups; NULL where that part is no IPv4 address.
create or replace temp macro ipv6_hex(text) as case
  when text not like '%.%' then text
  when is_ipv4(regexp_extract(text, '[^:]*$')) then regexp_replace(text, '[^:]*$', '')
    || printf('%x:%x',
      split_part(regexp_extract(text, '[^:]*$'), '.', 1)::int * 256 + split_part(regexp_extract(text, '[^:]*$'), '.', 2)::int,
      split_part(regexp_extract(text, '[^:]*$'), '.', 3)::int * 256 + split_part(regexp_extract(text, '[^:]*$'), '.', 4)::int)
end;
