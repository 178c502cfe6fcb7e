-- The seed that every draw of the big set is made with.
set variable seed = $seed;
