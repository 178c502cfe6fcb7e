-- One row per record that may equal another in every parsed field: the fields themselves, so that only true equals meet. Filled kind by kind.
create or replace temp table equal_content (kind varchar not null, evidence_id integer not null, record integer not null, content varchar not null);
