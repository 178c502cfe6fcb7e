-- Whether a text gives an offset from UTC other than none.
create or replace temp macro own_offset(text) as regexp_matches(text, '[:T]\d{2}([.,]\d+)?\s*[+-](0[1-9]|1\d|00:?[1-9]\d)(:?\d{2})?$');
