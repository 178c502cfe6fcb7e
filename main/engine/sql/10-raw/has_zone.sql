-- Whether a text says its zone: epoch numbers do (UTC), ISO 8601 does by Z, UTC, GMT or an offset.
create or replace temp macro has_zone(text) as
  text[-1] = 'Z' or regexp_matches(text, '(?i)^\d{9,19}(\.\d+)?$|(z|utc|gmt|[:t]\d{2,6}([.,]\d+)?\s*[+-]\d{2}(:?\d{2})?)$');
