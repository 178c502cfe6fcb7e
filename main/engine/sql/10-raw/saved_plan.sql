-- One row per restart plan that was kept: its question, the plan as it was made, who signed it and what was ticked, as JSON. Key: plan_id.
create table if not exists saved_plan (
  plan_id integer not null, name varchar not null, saved_at timestamp not null, digest varchar not null,
  question varchar not null, plan varchar not null, signatures varchar not null, done varchar not null
);
