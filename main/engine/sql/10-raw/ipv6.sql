-- An IPv6 address, lower case, in canonical form; NULL where the text is none. Each step binds its value in a list of one.
create or replace temp macro ipv6(text) as list_transform(list_transform(list_transform(list_transform(
  [text],
  lambda t: ipv6_hex(t)),
  lambda h: struct_pack(hex := h, l := ipv6_split(split_part(h, '::', 1)), r := ipv6_split(split_part(h, '::', 2)))),
  lambda s: ipv6_groups(s.hex, s.l, s.r)),
  lambda g: ipv6_text(g))[1];
