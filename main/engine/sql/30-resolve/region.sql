-- One row per region name, with its bit in a set of regions. Key: region_no.
create or replace table region as
with named as (
  select region from kept('ip_inventory') where region is not null
  union select location from kept('vm_inventory') where location is not null
  union select 'unknown'
), numbered as (
  select (row_number() over (order by region) - 1)::integer as region_no, count(*) over () as regions, region from named
)
select region_no, region, set_bit(repeat('0', regions)::bit, region_no, 1) as region_bit from numbered order by region_no;
