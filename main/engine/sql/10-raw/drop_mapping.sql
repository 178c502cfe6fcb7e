-- Takes a mapping out of the case.
delete from mapping where name = $name;
