-- Makes {legs}: one row per client segment, name and server segment of a window's lookups, with the first and the last of them.
create or replace temp table {legs} as
select client_segment, name_no, server_segment, addressed, count(*) as answers,
  min({'time': time, 'lookup': lookup_id}) as first, max({'time': time, 'lookup': lookup_id}) as last
from lookup where time >= make_timestamp($from) and time < make_timestamp($to) and client_segment is not null
group by client_segment, name_no, server_segment, addressed;
