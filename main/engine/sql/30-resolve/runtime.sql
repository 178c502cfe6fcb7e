-- One row per runtime that heartbeats name, as emitter or as detector; its address where the name is one, else the host that it names, both
-- without a port behind it. Key: runtime_no.
create or replace table runtime as
with named as (
  select name, regexp_replace(name, ':[0-9]+$', '') as bare from (select emitter as name from heartbeat union select detector from heartbeat)
), told as (
  select name, bare, list_transform([name, bare], lambda text: address(text)) as addresses from named
)
select (row_number() over (order by name))::integer as runtime_no, name, coalesce(addresses[1], addresses[2]) as address,
  case when coalesce(addresses[1], addresses[2]) is null then bare end as host
from told order by name;
