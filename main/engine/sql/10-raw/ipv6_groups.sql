-- The eight groups of an IPv6 text, given with its groups left and right of the double colon; NULL where the text is no such address.
create or replace temp macro ipv6_groups(hex, l, r) as case
  when regexp_full_match(hex, '([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}') then l
  when not regexp_full_match(hex, '([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?::([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?') then null
  when len(l) + len(r) > 7 then null
  else l || list_transform(range(8 - len(l) - len(r)), lambda i: '0') || r
end;
