-- Whether a text is a date of numbers alone, as spreadsheets and locales write it: 26/11/2026 9:06 PM, 26.11.2026, 2026/11/26 09:06.
create or replace temp macro is_numeric_date(text) as
  text[5] <> '-' and regexp_matches(text, '^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}/\d{2}/\d{2})($|[, T])');
