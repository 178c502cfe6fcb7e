-- A text as ISO 8601 where the file that is being read gives dates of numbers alone (date_order is set); others as they are.
create or replace temp macro dated(text) as
  case when getvariable('date_order') is null or not is_numeric_date(text) then text else numeric_date(text, getvariable('date_order')) end;
