-- One row per runtime that heartbeats name, as emitter or as detector; its cluster, where its name begins with one and so does that of who hears it; its
-- address where the rest of the name is one, else the host that it names, both without a port behind it. program: there is a port, so that it is one of
-- what runs there. Key: runtime_no.
create or replace table runtime (runtime_no integer, name varchar, cluster varchar, address varchar, host varchar, program boolean);
insert into runtime
with pair as (
  select distinct emitter, detector, regexp_extract(emitter, '^(.*[^/])/[^/]+$', 1) as before from heartbeat
), named as (
  select name, max(cluster) as cluster from (
    select emitter as name, case when before <> '' and starts_with(detector, before || '/') then before end as cluster from pair
    union all
    select detector, null from pair
  ) group by name
), bare as (
  select name, cluster, own, regexp_replace(own, ':[0-9]+$', '') as bare from (select *, substr(name, coalesce(length(cluster) + 2, 1)) as own from named)
), told as (
  select name, cluster, own, bare, list_transform([own, bare], lambda text: address(text)) as addresses from bare
)
select (row_number() over (order by name))::integer as runtime_no, name, cluster, coalesce(addresses[1], addresses[2]) as address,
  case when coalesce(addresses[1], addresses[2]) is null then bare end as host,
  addresses[1] is null and own <> bare as program
from told order by name;
