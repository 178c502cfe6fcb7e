-- Adds the candidates for ends of connections of which several segments contradict each other.
insert into segment_service
select e.segment_no, s.service_no, min(s.segment_no)
from (select distinct segment_no, unnest(segments) as said_by from end_owner) e
join segment_service s on s.segment_no = e.said_by
group by e.segment_no, s.service_no;
