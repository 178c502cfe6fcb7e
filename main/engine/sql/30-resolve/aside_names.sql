-- Lookups of names that are infrastructure's own, by sources that may be clients. They gave no dependency anyway, and none fails by them.
insert into aside_lookup
select l.lookup_id, min(l.time), false, min(n.kind), min(n.subject), null, null
from lookup l join infrastructure_name n using (name_no) left join response_code k using (code_no)
where l.lookup_id not in (select lookup_id from aside_lookup)
group by l.lookup_id
having min(n.kind) <> 'search-domain' or bool_and(coalesce(k.response_code = 'NXDOMAIN', false));
