-- One row per client and server among the services given (ids, one a line): for how many seconds their answers may be kept (median),
-- as far as the responses before the end of the window say so. Client and server are compared after the joins.
with asked as (
  select service_no, service_id from service where service_id in (select unnest(string_split($services, chr(10))))
), answered as (
  select c.service_id as client, s.service_id as server, l.response_evidence_id as evidence_id, l.response_record as record
  from lookup l
  join segment a on a.segment_no = l.client_segment and a.state = 'owned' join asked c on c.service_no = a.service_no
  join segment b on b.segment_no = l.server_segment and b.state = 'owned' join asked s on s.service_no = b.service_no
  where l.time < make_timestamp($to)
), kept as (
  select distinct a.client, a.server, r.evidence_id, r.record, r.ttl from answered a join dns_response r on r.evidence_id = a.evidence_id and r.record = a.record
  where r.ttl is not null
)
select client, server, quantile_disc(ttl, 0.5)::bigint as seconds from kept where client <> server group by all order by client, server;
