-- One row per check of the balance that does not hold; none where everything is counted in exactly one place.
select 'records of ' || path as "check", records as expected, accepted + repeated + rejected + skipped as found from (
  select e.path, e.records, c.accepted, c.repeated, c.rejected, c.skipped from evidence e join evidence_count c using (evidence_id)
) where records <> accepted + repeated + rejected + skipped
union all
select 'lookups by outcome', (select count(distinct lookup_id) from lookup), (select coalesce(sum(lookups), 0)::bigint from outcome_minute)
where (select count(distinct lookup_id) from lookup) <> (select coalesce(sum(lookups), 0)::bigint from outcome_minute)
union all
select 'segments without overlap', 0, count(*) from (
  select valid_to > lead(valid_from) over (partition by side, key order by valid_from) as overlapping from segment
) where overlapping having count(*) > 0
union all
select 'DNS requests as lookups', (select count(*) from kept('dns_request')), (select count(distinct lookup_id) from lookup where lookup_id % 2 = 0)
where (select count(*) from kept('dns_request')) <> (select count(distinct lookup_id) from lookup where lookup_id % 2 = 0)
union all
select 'DNS responses in lookups', (select count(*) from kept('dns_response')), (select count(*) from lookup where response_record is not null)
where (select count(*) from kept('dns_response')) <> (select count(*) from lookup where response_record is not null)
union all
select 'connections of records', b.expected, b.found from (
  select (select coalesce(sum(connections), 0)::bigint from kept('connection') where not (dst_address is null or role = 'listen' and dst_address in ('0.0.0.0', '::'))) as expected,
    (select coalesce(sum(seen), 0)::bigint from connection_outcome_minute) as found
) b where expected <> found
union all
select 'connections by outcome', b.expected, b.found from (
  select (select coalesce(sum(connections), 0)::bigint from seen_connection where outcome = 'resolved') as expected,
    (select coalesce(sum(connections), 0)::bigint from connection_minute) as found
) b where expected <> found;
