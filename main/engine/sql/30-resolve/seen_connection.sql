-- One row per connection: client and server, by what they were told apart, and where it counts in the balance. decided_by: listening (one end is
-- known to be listened on, the other not), role (a record says which end connected), port (a well-known port against an ephemeral one),
-- peers (one end met four times as many ends as the other); NULL where the direction is unknown: then client is only the lesser end.
-- at_server: a record of the server's own end is among those that show it. outcome: loopback, link-local, multicast, unspecified; self; undirected; resolved; or the first reason that holds, shared (an address that
-- many share and nobody owns for certain) before those of lookups. Key: connection_no.
create or replace table seen_connection (
  connection_no integer not null, first_time timestamp not null, last_time timestamp not null, protocol varchar not null,
  client_address varchar not null, client_port integer not null, server_address varchar not null, server_port integer not null,
  client_segment integer, server_segment integer, client integer, server integer, decided_by varchar, shared boolean not null, at_server boolean not null,
  connections bigint not null, seen bigint not null, records bigint not null,
  client_process varchar, client_pid bigint, server_process varchar, server_pid bigint, evidence_id integer not null, line integer not null,
  outcome varchar not null
);
