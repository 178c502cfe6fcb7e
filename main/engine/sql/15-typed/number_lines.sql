-- Gives the rows that were just loaded from a file of one record a line their record and line numbers: they stand in file order.
update {table} set record = (rowid - first_row + 1)::integer, line = (rowid - first_row + getvariable('first_line'))::integer
from (select min(rowid) as first_row from {table} where evidence_id = getvariable('evidence'))
where evidence_id = getvariable('evidence');
