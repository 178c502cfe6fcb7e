-- Puts the signatures and ticks of a saved plan in the place of those before.
update saved_plan set signatures = $signatures, done = $done where plan_id = $id::integer;
