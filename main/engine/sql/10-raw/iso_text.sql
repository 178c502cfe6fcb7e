-- An ISO 8601 text in the one spelling that the casts read: extended form, full stop, seconds, Z or an offset without a space.
create or replace temp macro iso_text(text) as regexp_replace(regexp_replace(regexp_replace(regexp_replace(
  upper(replace(text, ',', '.')),
  '^(\d{4})(\d{2})(\d{2})T(\d{2}):?(\d{2}):?(\d{2})', '\1-\2-\3T\4:\5:\6'),
  '\s*(UTC|GMT)$', 'Z'),
  '\s+([+-]\d{2}:?\d{2}|[+-]\d{2}|Z)$', '\1'),
  '^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})(Z|[+-].*)?$', '\1:00\2');
