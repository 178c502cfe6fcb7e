-- A date of numbers alone, and the time of day behind it, as ISO 8601; points put the day first, slashes and dashes what date_order says
-- (day-month, month-day). Any other text stays as it is.
create or replace temp macro numeric_date(text, date_order) as case
  when text[5] = '/' then regexp_replace(text, '^(\d{4})/(\d{2})/(\d{2})[, ]*', '\1-\2-\3 ')
  else list_transform(
    [regexp_extract(text,
      '^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})(?:,?[ T]+(\d{1,2}):(\d{2})((?::\d{2}(?:[.,]\d+)?)?))?\s*([AaPp]?)\.?[Mm]?\.?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|)$',
      ['first', 'mark', 'second', 'year', 'hour', 'minute', 'rest', 'half', 'zone'])],
    lambda d: case
      when d.year = '' then text
      else concat(
        d.year, '-',
        lpad(case when d.mark = '.' or date_order = 'day-month' then d.second else d.first end, 2, '0'), '-',
        lpad(case when d.mark = '.' or date_order = 'day-month' then d.first else d.second end, 2, '0'),
        case when d.hour = '' then '' else concat('T',
          case when d.half = '' then lpad(d.hour, 2, '0')
            else lpad((d.hour::integer % 12 + case when lower(d.half) = 'p' then 12 else 0 end)::varchar, 2, '0') end,
          ':', d.minute, case when d.rest = '' then ':00' else d.rest end, d.zone) end)
    end)[1]
end;
