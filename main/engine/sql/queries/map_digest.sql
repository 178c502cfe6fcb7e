-- A digest of the facts that does not depend on the order of import.
select coalesce(bit_xor(hash(c.service_id, s.service_id, minute, lookups, contested, failures, first_seen, last_seen)), 0)::varchar as facts,
  (select coalesce(bit_xor(hash(minute, outcome, response_code, lookups)), 0)::varchar from outcome_minute) as outcomes
from dependency_minute d join service c on c.service_no = d.client join service s on s.service_no = d.server;
