-- The number of the evidence file that is being read. A parameter would have the wide statements that load it planned twice.
set variable evidence = $evidence::integer;
