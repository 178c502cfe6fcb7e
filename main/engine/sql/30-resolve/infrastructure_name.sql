-- One row per name whose lookups are infrastructure's own: it never led to an address of the inventories, and its form says what it is. A name that
-- a search list made is one that does not exist, and begins with a name that does, or with one of a cluster.
create or replace temp table infrastructure_name as
with idle as (
  select name_no, name from name anti join (select distinct name_no from lookup where server_segment is not null) using (name_no)
), answered as (
  select distinct n.name from lookup join name n using (name_no) where addressed
), missing as (
  select distinct i.name_no, i.name from lookup l join idle i using (name_no) join response_code k using (code_no)
  where k.response_code = 'NXDOMAIN' and i.name not in (from answered)
), cut as (
  select name_no, name, parts, unnest(range(2, len(parts))) as kept from (select *, string_split(name, '.') as parts from missing)
), searched as (
  select c.name_no, array_to_string(parts[1:kept], '.') as base, array_to_string(parts[kept + 1:], '.') as suffix, kept
  from cut c semi join answered a on a.name = array_to_string(c.parts[1:c.kept], '.')
  union all
  select name_no, null, regexp_extract(name, '\.svc\.cluster\.local\.(.+)$', 1), 0 from missing where contains(name, '.svc.cluster.local.')
), formed as (
  select name_no, case
      when name in ('in-addr.arpa', 'ip6.arpa') or ends_with(name, '.in-addr.arpa') or ends_with(name, '.ip6.arpa') then 'reverse'
      when regexp_matches(name, '^[^.]+\.local$') or regexp_matches(name, '\._(tcp|udp)\.local$') then 'local-link'
      when regexp_matches(name, '(^|\.)_[^.]+\._(tcp|udp|tls)(\.|$)') then 'service-discovery'
      when regexp_matches(name, '^(wpad|isatap)(\.|$)') then 'proxy-discovery'
    end as kind, name
  from idle
)
select name_no, kind, case kind
    when 'reverse' then regexp_extract(name, '(in-addr|ip6)\.arpa$')
    when 'local-link' then '.local'
    when 'service-discovery' then regexp_extract(name, '_[^.]+\._(tcp|udp|tls)')
    else split_part(name, '.', 1)
  end as subject
from formed where kind is not null
union all
select name_no, 'search-domain', arg_max(suffix, kept) from searched
where name_no not in (select name_no from formed where kind is not null) group by name_no;
