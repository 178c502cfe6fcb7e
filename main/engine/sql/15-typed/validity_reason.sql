-- Why a validity cannot be taken; NULL where it can.
create or replace temp macro validity_reason(from_text, to_text) as case
  when valid_from(from_text) is null then 'valid_from "' || from_text || '" is not a time'
  when valid_to(to_text) is null then 'valid_to "' || to_text || '" is not a time'
  when valid_to(to_text) <= valid_from(from_text)
    then 'valid_to "' || to_text || '" is not after valid_from "' || from_text || '"'
end;
