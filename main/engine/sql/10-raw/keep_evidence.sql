-- Keeps what a file was and what became of its records.
insert into evidence
select $evidence::integer, $path, $sha256, $bytes, $format, $wrapper, $kind, $assumed::json::varchar[], $encoding, $header::integer, $blank,
  $lines, $records, $rejected, $distinguishing, $problem, $could_be::json::varchar[], $options, $context;
