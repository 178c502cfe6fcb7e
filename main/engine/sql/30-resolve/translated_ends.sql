-- One row per protocol, pair of ends as a record may show them, and time in which translators of addresses (service addresses, load balancers, NAT)
-- say between which ends that connection really is: own is who src stands for, far who dst stands for.
create or replace table translated_ends (
  protocol varchar not null, src_address varchar not null, src_port integer not null, dst_address varchar not null, dst_port integer not null,
  valid_from timestamp not null, valid_to timestamp not null,
  own_address varchar not null, own_port integer not null, far_address varchar not null, far_port integer not null
);
