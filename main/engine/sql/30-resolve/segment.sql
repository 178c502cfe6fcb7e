-- One row per key (side source: container or VM id; side address) and time in which its ownership does not change: never two at once.
-- state: owned (one service for certain), contested (several owners fit), unowned (no service-tree record). Key: segment_no.
create or replace table segment as
with judged as (
  select side, key, valid_from, valid_to,
    count(distinct service_no) as services, bool_or(service_no is null) as ownerless,
    min(service_no) as service_no,
    case when count(distinct instance) = 1 then min(instance) end as instance,
    coalesce(arg_max(region, (own_from, region)), 'unknown') as region
  from segment_owner group by all
)
select (row_number() over (order by side, key, valid_from))::integer as segment_no, side, key, valid_from, valid_to,
  case when services = 0 then 'unowned' when services = 1 and not ownerless then 'owned' else 'contested' end as state,
  case when services = 1 and not ownerless then service_no end as service_no,
  instance, region_no
from judged join region using (region) order by segment_no;
