-- Gives the rows that were just loaded from a file of one record a line their record and line numbers: they stand in file order.
update {table} set
  record = (rowid - (select min(rowid) from {table} where evidence_id = $evidence) + 1)::integer,
  line = (rowid - (select min(rowid) from {table} where evidence_id = $evidence) + $first_line)::integer
where evidence_id = $evidence;
