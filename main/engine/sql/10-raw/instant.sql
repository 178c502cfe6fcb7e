-- The UTC instant of a text: ISO 8601 with zone, ISO 8601 without (taken in zone_name), or epoch seconds, ms, us or ns told apart by size.
-- NULL where it is none of these.
create or replace temp macro instant(text, zone_name) as case
  when text is null then null
  when text[5] = '-' and text[11] in ('T', ' ') and text[-1] = 'Z' and text[14] = ':' and text[20] in ('.', 'Z') then try_cast(text as timestamp)
  when regexp_full_match(text, '\d{9,19}(\.\d+)?') then epoch_instant(text)
  when regexp_matches(text, '^\d{4}(-\d{2}-\d{2}|\d{4}[Tt])') then iso_instant(text, zone_name)
end;
