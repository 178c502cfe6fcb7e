-- Deletes a saved plan.
delete from saved_plan where plan_id = $id::integer;
