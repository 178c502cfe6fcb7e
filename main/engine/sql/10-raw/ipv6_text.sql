-- Eight groups between colons as text, given with the longest run of two or more zero groups (NULL: none): an IPv4 address mapped into IPv6 as that
-- IPv4 address, everything else with the first such run folded into a double colon.
create or replace temp macro ipv6_text(groups, zeros) as case
  when groups like ':0:0:0:0:0:ffff:%' then array_to_string(list_transform(
    string_split(groups, ':')[8:9],
    lambda pair: printf('%d.%d', ('0x' || pair)::int // 256, ('0x' || pair)::int % 256)), '.')
  when zeros is null then groups[2:-2]
  else groups[2:instr(groups, zeros) - 1] || '::' || groups[instr(groups, zeros) + len(zeros):-2]
end;
