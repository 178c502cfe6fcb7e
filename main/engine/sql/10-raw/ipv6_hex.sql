-- An IPv6 text with a trailing dotted IPv4 part turned into two groups; NULL where that part is no IPv4 address.
create or replace temp macro ipv6_hex(text) as case
  when text not like '%.%' then text
  when is_ipv4(string_split(text, ':')[-1]) then regexp_replace(text, '[^:]*$', '') || list_transform(
    [string_split(string_split(text, ':')[-1], '.')::int[]],
    lambda bytes: printf('%x:%x', bytes[1] * 256 + bytes[2], bytes[3] * 256 + bytes[4]))[1]
end;
