-- One row per service of which a socket log of an instance runs anywhere in the case: whether such a log runs at some time of a window.
select s.service_id as id, bool_or(v.from_time < make_timestamp($to) and v.to_time > make_timestamp($from)) as covered
from socket_coverage v join segment g using (segment_no) join service s using (service_no) where g.state = 'owned' group by all order by id;
