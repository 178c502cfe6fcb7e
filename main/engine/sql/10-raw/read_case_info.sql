-- What made the case.
select format, program from case_info;
