-- Whether a text is an IPv4 address in dotted decimal without leading zeros.
create or replace temp macro is_ipv4(text) as
  regexp_full_match(text, '(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)');
