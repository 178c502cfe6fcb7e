-- One row per saved plan, oldest first.
select plan_id as id, name, epoch_us(saved_at) as saved_at, digest, question, plan, signatures, done from saved_plan order by plan_id;
