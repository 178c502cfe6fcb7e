-- The service that a key belonged to just before a segment.
select s.service_name as name from segment g join segment p on p.side = g.side and p.key = g.key and p.valid_to <= g.valid_from
join service s on s.service_no = p.service_no
where g.segment_no = $segment and p.service_no is distinct from g.service_no order by p.valid_to desc limit 1;
