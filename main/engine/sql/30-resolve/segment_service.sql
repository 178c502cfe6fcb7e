-- One row per segment and service that may own it: one for owned segments, the candidates for contested ones.
create or replace table segment_service as
select distinct s.segment_no, o.service_no
from segment s join segment_owner o using (side, key, valid_from) where o.service_no is not null;
