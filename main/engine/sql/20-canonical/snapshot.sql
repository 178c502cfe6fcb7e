-- One row per evidence file that shows a fleet as it was at one time, without saying since when and how long;
-- lone: it shows objects that stand in no list, and says nothing of others. Key: evidence_id.
create table if not exists snapshot (evidence_id integer primary key, format varchar not null, taken timestamp not null, lone boolean not null);
