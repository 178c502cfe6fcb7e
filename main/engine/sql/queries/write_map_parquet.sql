-- A map as Parquet; {rows} and {file} are files in the scratch folder.
copy (
  select client, server, lookups, contested, failures, make_timestamptz("firstSeen") as first_seen, make_timestamptz("lastSeen") as last_seen,
    regions::json as regions, coalesce(connections, 0) as connections, witness
  from read_json('{rows}', format = 'newline_delimited', columns = {client: 'VARCHAR', server: 'VARCHAR', lookups: 'BIGINT', contested: 'BIGINT',
    failures: 'BIGINT', "firstSeen": 'BIGINT', "lastSeen": 'BIGINT', regions: 'VARCHAR',
    connections: 'BIGINT', witness: 'VARCHAR'})
) to '{file}' (format parquet);
