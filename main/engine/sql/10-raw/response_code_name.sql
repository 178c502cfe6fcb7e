-- A DNS response code by its name (RFC 1035, 2136), whether it is given as name or number.
create or replace temp macro response_code_name(text) as case text
  when '0' then 'NOERROR' when '1' then 'FORMERR' when '2' then 'SERVFAIL' when '3' then 'NXDOMAIN' when '4' then 'NOTIMP' when '5' then 'REFUSED'
  when '6' then 'YXDOMAIN' when '7' then 'YXRRSET' when '8' then 'NXRRSET' when '9' then 'NOTAUTH' when '10' then 'NOTZONE'
  else upper(text)
end;
