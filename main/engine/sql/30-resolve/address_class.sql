-- Why an address tells no machine apart: loopback, link-local, multicast (broadcast too), unspecified; NULL for the others.
create or replace temp macro address_class(address) as case
  when address in ('0.0.0.0', '::') then 'unspecified'
  when starts_with(address, '127.') or address = '::1' then 'loopback'
  when starts_with(address, '169.254.') or regexp_matches(address, '^fe[89ab][0-9a-f]:') then 'link-local'
  when address = '255.255.255.255' or regexp_matches(address, '^(22[4-9]|23[0-9])[.]') or regexp_matches(address, '^ff[0-9a-f]{2}:') then 'multicast'
end;
