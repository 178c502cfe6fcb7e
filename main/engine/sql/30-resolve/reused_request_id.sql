-- One row per request id that does not tell requests apart: a 16-bit number, or an id that several requests carry.
create or replace temp table reused_request_id as
with seen as (select hash(request_id) as h, request_id from kept('dns_request') where request_id is not null)
select distinct request_id from seen
where try_cast(request_id as usmallint) is not null
  or h in (select h from seen group by h having count(*) > 1)
    and request_id in (select request_id from seen where h in (select h from seen group by h having count(*) > 1) group by request_id having count(*) > 1);
