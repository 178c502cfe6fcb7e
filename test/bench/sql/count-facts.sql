-- The plainest question to the facts, beside which the windows are held.
select count(*) from dependency_minute;
