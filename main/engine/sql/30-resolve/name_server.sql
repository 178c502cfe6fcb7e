-- One row per name and service that an answer for it led to for certain, anywhere in the case.
create or replace table name_server as
select distinct l.name_no, s.service_no from lookup l join segment s on s.segment_no = l.server_segment where s.state = 'owned';
