-- The map no longer holds what the evidence says; it must be built again.
update main.build_state set evidence = -1;
