-- One row per segment and service that may own it: one for owned segments, the candidates for contested ones. said_by: the segment whose
-- records say so, another one only where segment_no stands for several (end_owner).
create or replace table segment_service as
select distinct s.segment_no, o.service_no, s.segment_no as said_by
from segment s join segment_owner o using (side, key, valid_from) where o.service_no is not null;
