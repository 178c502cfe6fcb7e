-- One row per address, host and protocol of the connection records that count, numbered in their order: the steps between the records and
-- the connections compare, join and sort numbers, since to copy a text costs more than to join by it. 0 stands for a host that no record names.
create or replace temp table socket_text as
with told as (
  select src_address as text from kept('connection')
  union select dst_address from kept('connection')
  union select translated_address from kept('connection') where translated_address is not null
  union select host from kept('connection')
  union select short_protocol(protocol) from kept('connection')
)
select text, (row_number() over (order by text))::integer as text_no from told where text is not null and text <> '';
