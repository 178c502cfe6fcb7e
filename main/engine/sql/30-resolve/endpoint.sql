-- One row per recording host, address of its own end or at itself (host_no 0: anywhere), and time in which the owner of the address
-- does not change: the whole of time.
-- Who owns it: the first rank of end_owner that gives one service for certain; rank 4, the host itself, of the host's own end only (in own_owner).
-- owner: the segment (0: none for certain) plus 2^33 times 0 owned, 1 contested, 2 unowned, 3 unknown. hosted: the VM inventory has the address at
-- this host, or the host and the address are one instance. class: see address_class.
create or replace temp table endpoint as
with ordered as (
  select *, case state when 'owned' then 0 when 'contested' then 1 when 'unowned' then 2 else 3 end as standing from end_owner
), chosen as (
  select host_no, address_no, valid_from, valid_to, coalesce(bool_or(rank = 1), false)
      or coalesce(min(row(service_no, instance)) filter (rank = 2 and state = 'owned' and instance is not null)
        = min(row(service_no, instance)) filter (rank = 4 and state = 'owned' and instance is not null), false) as hosted,
    arg_min(standing * 8589934592 + coalesce(segment_no, 0), standing * 8 + coalesce(rank, 7)) filter (rank < 4) as remote,
    arg_min(standing * 8589934592 + coalesce(segment_no, 0), standing * 8 + coalesce(rank, 7)) as own
  from ordered group by all
)
select c.host_no, c.address_no, c.valid_from, c.valid_to, c.hosted, address_class(t.text) as class,
  exists (select 1 from shared_address a where a.address = t.text and a.valid_from < c.valid_to and c.valid_from < a.valid_to) as shared,
  coalesce(c.remote, 3 * 8589934592) as owner, coalesce(c.own, 3 * 8589934592) as own_owner
from chosen c join socket_text t on t.text_no = c.address_no;
