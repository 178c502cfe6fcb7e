-- The end of a validity: an empty text is open.
create or replace temp macro valid_to(text) as
  case when text is null then timestamp 'infinity' else moment(text) end;
