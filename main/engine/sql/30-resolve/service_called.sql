-- One row per way to call a service that means it alone: its id; else its name, or its id from any slash on. Lower case.
create or replace table service_called as
with way as (
  select lower(service_id) as called, 1 as rank, service_no from service
  union
  select lower(service_name), 2, service_no from service
  union
  select lower(array_to_string(parts[nth:], '/')), 2, service_no
  from (select service_no, parts, unnest(range(2, len(parts) + 1)) as nth from (select service_no, string_split(service_id, '/') as parts from service))
), judged as (
  select called, rank, min(service_no) as service_no, count(distinct service_no) as services from way group by all
)
select called, arg_min(service_no, rank) as service_no from judged group by called having arg_min(services, rank) = 1;
