-- What of a file, or of the archive that it is, could not be opened, and why.
select path, problem from evidence where wrapper = 'unread' and (path = $file or starts_with(path, $file || '!')) order by evidence_id;
