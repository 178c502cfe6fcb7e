-- Why a validity cannot be taken, from its ends as they are given and as instants; NULL where it can.
create or replace temp macro validity_reason(from_text, to_text, begins, ends) as case
  when begins is null then 'valid_from "' || from_text || '" is not a time'
  when ends is null then 'valid_to "' || to_text || '" is not a time'
  when ends <= begins then 'valid_to "' || to_text || '" is not after valid_from "' || from_text || '"'
end;
