-- One row per connection record: what a host saw of a connection, src its own end; or a listening socket (dst empty). connections: how many.
-- time to end_time: what the record covers, where it stands for more than an instant. translated: the far end behind dst, and the end that this
-- sees in the place of src, where a translator of addresses recorded the connection.
create table if not exists connection (
  evidence_id integer not null, record integer, line integer,
  time timestamp not null, end_time timestamp, host varchar, src_address varchar not null, src_port integer not null, dst_address varchar, dst_port integer,
  protocol varchar not null, pid bigint, process_name varchar, role varchar not null, connections bigint not null,
  translated_address varchar, translated_port integer, translated_source_address varchar, translated_source_port integer
);
