-- The last indexed line at or before a line.
select line, byte_offset from line_index where evidence_id = $evidence and line <= $line order by line desc limit 1;
