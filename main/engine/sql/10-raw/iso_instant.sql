-- The UTC instant of a text in ISO 8601, with a zone or without (taken in zone_name); NULL where it is none, or more than 15 hours from UTC. The one
-- spelling of it is bound in a list of one.
create or replace temp macro iso_instant(text, zone_name) as list_transform(
  [iso_text(text)],
  lambda iso: case
    when not has_zone(iso) then timezone(zone_name, try_cast(iso as timestamp))::timestamp
    when not regexp_matches(iso, '[+-](1[5-9]|[2-9]\d)(:?\d{2})?$') then try_cast(iso as timestamptz)::timestamp
  end)[1];
