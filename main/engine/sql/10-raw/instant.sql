-- The UTC instant of a text: ISO 8601 with zone, ISO 8601 without (taken in zone_name), or epoch seconds, ms, us or ns told apart by size.
-- NULL where it is none of these.
create or replace temp macro instant(text, zone_name) as case
  when text is null then null
  when text[5] = '-' and text[11] in ('T', ' ') and text[-1] = 'Z' and text[14] = ':' and text[20] in ('.', 'Z') then try_cast(text as timestamp)
  when regexp_full_match(text, '\d{9,19}(\.\d+)?') then make_timestamp(case
      when length(split_part(text, '.', 1)) <= 11 then try_cast(round(text::decimal(38, 9) * 1000000) as bigint)
      when length(split_part(text, '.', 1)) <= 14 then try_cast(round(text::decimal(38, 9) * 1000) as bigint)
      when length(split_part(text, '.', 1)) <= 17 then try_cast(split_part(text, '.', 1) as bigint)
      else try_cast(split_part(text, '.', 1) as bigint) // 1000
    end)
  when not regexp_matches(text, '^\d{4}(-\d{2}-\d{2}|\d{4}[Tt])') then null
  when has_zone(text) and regexp_matches(text, '[+-](1[5-9]|[2-9]\d)(:?\d{2})?$') then null
  when has_zone(text) then try_cast(iso_text(text) as timestamptz)::timestamp
  else timezone(zone_name, try_cast(iso_text(text) as timestamp))::timestamp
end;
