-- The number of the evidence file that is being read. A parameter would have each statement that reads it planned twice.
set variable evidence = $evidence::integer;
