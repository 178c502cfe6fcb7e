-- The eight groups of an IPv6 text without leading zeros, each between colons; NULL where the text is no such address.
create or replace temp macro ipv6_groups(hex) as regexp_replace(':' || case
  when regexp_full_match(hex, '([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}') then hex
  when regexp_full_match(hex, '([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?::([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?') then trim(replace(hex, '::',
    nullif(':0:0:0:0:0:0:0:0'[2 * len(list_filter(string_split(hex, ':'), lambda given: given <> '')) + 1:], '') || ':'), ':')
end || ':', '\b0+(\w)', '\1', 'g');
