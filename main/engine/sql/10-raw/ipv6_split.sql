-- The groups of a part of an IPv6 text, leading zeros dropped.
create or replace temp macro ipv6_split(part) as
  list_transform(list_filter(string_split(part, ':'), lambda g: g <> ''), lambda g: coalesce(nullif(ltrim(g, '0'), ''), '0'));
