-- Keeps that a file or a member of an archive could not be opened.
insert into evidence
select (select coalesce(max(evidence_id), 0) + 1 from evidence), $path, '', 0, 'unknown', 'unread', 'unknown', [], '', 0, 0, 0, 0, 0, true, $problem, [], '{}', '{}';
