-- The mappings of the case.
select body from mapping order by name;
