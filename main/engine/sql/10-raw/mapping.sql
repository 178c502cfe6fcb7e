-- One row per mapping that is kept in the case, as JSON. Key: name.
create table if not exists mapping (name varchar primary key, body varchar not null);
