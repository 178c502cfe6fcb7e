-- The map that counts.
select map from build_state;
