-- The begin of a validity: an empty text is open.
create or replace temp macro valid_from(text) as
  case when text is null then timestamp '-infinity' else moment(text) end;
