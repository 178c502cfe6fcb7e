/** Ports of name resolution on the local link (multicast DNS, LLMNR, NetBIOS): no resolver answers there. */
export const LOCAL_PORTS: ReadonlySet<string | null> = new Set(['5353', '5355', '137']);
