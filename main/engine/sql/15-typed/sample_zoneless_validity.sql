-- Whether the first records give validities without a zone.
select coalesce(bool_or(zoneless_validity(valid_from, valid_to)), false) as found from (select valid_from, valid_to from raw limit 100);
