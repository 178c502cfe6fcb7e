-- Whether a file may be taken whole although its times name no zone.
set variable zoneless_accepted = $accepted;
