-- Takes out what of a file, or of the archive that it is, could not be opened.
delete from evidence where wrapper = 'unread' and (path = $file or starts_with(path, $file || '!'));
