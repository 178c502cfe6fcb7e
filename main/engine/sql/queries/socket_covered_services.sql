-- The services of which a socket log of an instance runs at some time of a window.
select distinct s.service_id as id from socket_coverage v join segment g using (segment_no) join service s using (service_no)
where g.state = 'owned' and v.from_time < make_timestamp($to) and v.to_time > make_timestamp($from) order by id;
