-- A digest of the facts that does not depend on the order of import.
select coalesce(bit_xor(hash(c.service_id, s.service_id, minute, client_region, regions::varchar, lookups, contested, failures, first_seen, last_seen)), 0)::varchar as facts,
  (select coalesce(bit_xor(hash(minute, outcome, response_code, lookups)), 0)::varchar from outcome_minute) as outcomes,
  (select coalesce(bit_xor(hash(a.service_id, b.service_id, minute, connections, contested, shared, first_seen, last_seen)), 0)::varchar
    from connection_minute x join service a on a.service_no = x.client join service b on b.service_no = x.server) as connections,
  (select coalesce(bit_xor(hash(e.name, r.name, beats, first_time, last_time, period, missed)), 0)::varchar
    from heartbeat_pair p join runtime e on e.runtime_no = p.emitter_no join runtime r on r.runtime_no = p.detector_no
    left join (select pair_no, sum(missed)::bigint as missed from heartbeat_gap group by pair_no) using (pair_no)) as heartbeats
from dependency_minute d join service c on c.service_no = d.client join service s on s.service_no = d.server;
