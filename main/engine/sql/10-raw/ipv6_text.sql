-- Eight groups as text: an IPv4 address mapped into IPv6 as that IPv4 address, everything else in the short form.
create or replace temp macro ipv6_text(groups) as case
  when groups is null then null
  when groups[1:6] = ['0', '0', '0', '0', '0', 'ffff'] then concat_ws('.',
    ('0x' || lpad(groups[7], 4, '0')[1:2])::int, ('0x' || lpad(groups[7], 4, '0')[3:4])::int,
    ('0x' || lpad(groups[8], 4, '0')[1:2])::int, ('0x' || lpad(groups[8], 4, '0')[3:4])::int)
  else ipv6_short(array_to_string(groups, ':'))
end;
