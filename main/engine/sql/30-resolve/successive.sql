-- Whether two snapshots of a host follow each other closely enough to speak of the time between them.
create or replace temp macro successive(earlier, later) as later - earlier <= interval 1 hour;
