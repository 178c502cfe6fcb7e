-- One row per response code, the better end of a lookup first. Key: code_no.
create or replace table response_code as
select (row_number() over (order by response_code not in ('NOERROR', 'NXDOMAIN'), response_code))::utinyint as code_no, response_code
from (select distinct coalesce(response_code, 'unknown') as response_code from dns_response);
