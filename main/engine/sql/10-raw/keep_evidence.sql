-- Keeps what a file was and what became of its records.
insert into evidence by name
select $evidence::integer as evidence_id, $path as path, $sha256 as sha256, $bytes as bytes, $format as format, $wrapper as wrapper, $kind as kind,
  $assumed::json::varchar[] as assumed, $encoding as encoding, $header::integer as header, $blank as blank, $lines as lines, $records as records,
  $rejected as rejected, $distinguishing as distinguishing, $problem as problem, $could_be::json::varchar[] as could_be, $options as options, $context as context;
