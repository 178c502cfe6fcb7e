-- An IP address in canonical form (RFC 5952; an IPv4 address mapped into IPv6 is the IPv4 address); NULL where the text is none.
create or replace temp macro address(text) as case
  when is_ipv4(text) then text
  when text not like '%:%' then null
  else ipv6(lower(regexp_replace(trim(text, '[]'), '%.*$', '')))
end;
