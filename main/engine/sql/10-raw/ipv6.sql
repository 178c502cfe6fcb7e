-- An IPv6 address, lower case, in canonical form; NULL where the text is none. Each step binds its value in a list of one.
create or replace temp macro ipv6(text) as list_transform(list_transform(list_transform(
  [ipv6_hex(text)],
  lambda hex: ipv6_groups(hex)),
  lambda groups: struct_pack(groups := groups, zeros := list_max(regexp_extract_all(groups, '(?::0){2,}:')))),
  lambda g: ipv6_text(g.groups, g.zeros))[1];
