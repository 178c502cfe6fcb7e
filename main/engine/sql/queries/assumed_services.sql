-- The services of which an instance is assumed valid at some time of a window.
select distinct s.service_id as id from presence p join service s using (service_no)
where p.valid_from < make_timestamp($to) and p.valid_to > make_timestamp($from)
  and (greatest(p.valid_from, make_timestamp($from)) < p.known_from or least(p.valid_to, make_timestamp($to)) > p.known_to);
