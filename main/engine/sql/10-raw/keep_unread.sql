-- Keeps that a file or a member of an archive could not be opened.
insert into evidence by name
select (select coalesce(max(evidence_id), 0) + 1 from evidence) as evidence_id, $path as path, '' as sha256, 0 as bytes, 'unknown' as format, 'unread' as wrapper,
  'unknown' as kind, [] as assumed, '' as encoding, 0 as header, 0 as blank, 0 as lines, 0 as records, 0 as rejected, true as distinguishing, $problem as problem,
  [] as could_be, '{}' as options, '{}' as context;
