-- The UTC instant of a number of seconds, ms, us or ns since 1970, told apart by its size. Its whole part is bound in a list of one.
create or replace temp macro epoch_instant(text) as make_timestamp(list_transform(
  [string_split(text, '.')[1]],
  lambda whole: case
    when length(whole) <= 11 then whole::bigint * 1000000 + round(('0' || text[length(whole) + 1:])::decimal(10, 9) * 1000000)::bigint
    when length(whole) <= 14 then whole::bigint * 1000 + round(('0' || text[length(whole) + 1:])::decimal(10, 9) * 1000)::bigint
    when length(whole) <= 17 then whole::bigint
    else try_cast(whole as bigint) // 1000
  end)[1]);
