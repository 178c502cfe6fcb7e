-- Keeps a plan under the next number, and gives the number.
insert into saved_plan
select coalesce((select max(plan_id) from saved_plan), 0) + 1, $name, make_timestamp($saved_at), $digest, $question, $plan, $signatures, $done
returning plan_id;
