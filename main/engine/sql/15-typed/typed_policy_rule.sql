-- One row per raw policy rule: typed, with the reason where it cannot be. An end of kind `any` has no value.
create or replace temp macro typed_policy_rule(rows) as table
select record, line, action, from_kind, from_value, to_kind, to_value, valid_from, valid_to, zoneless, case
    when action is null then 'action is missing'
    when action not in ('allow', 'deny') then 'action "' || action || '" is not allow or deny'
    when from_kind is null then 'from_kind is missing'
    when from_kind not in ('service', 'namespace', 'tenant', 'region', 'any')
      then 'from_kind "' || from_kind || '" is not service, namespace, tenant, region or any'
    when to_kind is null then 'to_kind is missing'
    when to_kind not in ('service', 'namespace', 'tenant', 'region', 'any')
      then 'to_kind "' || to_kind || '" is not service, namespace, tenant, region or any'
    when from_kind = 'any' and from_value not in ('*', 'any') then 'from "' || from_value || '" is given where from_kind is any'
    when to_kind = 'any' and to_value not in ('*', 'any') then 'to "' || to_value || '" is given where to_kind is any'
    when from_value is null and from_kind <> 'any' then 'from is missing'
    when to_value is null and to_kind <> 'any' then 'to is missing'
    else validity_reason(valid_from_text, valid_to_text, valid_from, valid_to)
  end as reason
from (
  select record, line, lower(action) as action, lower(from_kind) as from_kind, "from" as from_value, lower(to_kind) as to_kind, "to" as to_value,
    valid_from_text, valid_to_text, valid_from, valid_to, zoneless
  from held_rows(rows)
);
