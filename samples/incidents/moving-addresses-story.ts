import type { Truth } from '../generator/incident.ts';
import { filesAsMarkdown, heatmapAsMarkdown, lookupsAsMarkdown, nameOf, onsetsAsMarkdown } from '../generator/story.ts';
import type { Fleet } from '../generator/world.ts';

/** What happened while the addresses moved, for people. */
export function story(truth: Truth, fleet: Fleet): string {
  const contested = truth.dependencies.filter((one) => one.contested > 0);
  return `# Moving addresses

Wednesday 11 February 2026. At 17:23 the **Parcel Desk** stops accepting parcels. Everything runs on VMs that are replaced
every few hours, on addresses that come from a small pool: ${moved(fleet)} addresses had more than one service on them in the eight hours of
the evidence, 12:00 to 20:00 UTC. **A join that leaves out the time gives a wrong map.**

## The truth

The Tracking Store lost its quorum at 17:21; the Route Planner needs it, and the Parcel Desk needs the Route Planner. The **Tracking Store** is
the origin. First failing samples, each known to within 60 seconds:

${onsetsAsMarkdown(truth)}

Failing path: ${truth.expected?.path.map((id) => nameOf(truth, id)).join(' → ')}. Restart order: Tracking Store, Route Planner, Parcel Desk.

The Archive Service was slow from 13:10 to 13:31, hours before.

What moved:
- **Addresses** passed from one service to another when VMs were replaced, in some cases at the very instant. Each such address was looked up in
  the last millisecond of the old lease and the first instant of the new one: the first lookup belongs to the old service, the second to the new.
- **A subscription** of the Customs Gateway was handed over to Border Clearing at 16:00:00. Its VMs stayed. \`clearance.parcels.example\` leads to
  them: to the Customs Gateway before, to Border Clearing from then on. What they themselves ask changes its client at the same instant.
- **One subscription holds two services**, Scanner Hub and Label Printing, told apart by resource id; one VM in it has none, so that it is contested.

What cannot be told, and must be counted as such:
${contested.map((one) => `- ${nameOf(truth, one.client)} → ${nameOf(truth, one.server)}: ${one.contested} contested lookups`).join('\n')}

The address 10.60.0.7 (\`settlement.parcels.example\`) is in the subscriptions of two services; 10.60.0.6 (\`sandbox.parcels.example\`), and the VM that
has it, is in a subscription that the service tree does not know; two VMs that ask are in no inventory. Addresses of the Depot Directory are
listed under both of its subscriptions: two records, but one service, and so not contested.

## Where it ran

${heatmapAsMarkdown(truth)}

The IP inventory names no region for the Image Cache and the Message Relay. The VM inventory has that of the Image Cache, by its resource id; that
of the Message Relay stays unknown.

## What is odd in the files

${filesAsMarkdown(truth.sources)}

- ${lookupsAsMarkdown(truth)}
- Three kinds of log: with request ids (requests at -03:30, names in mixed case; IPv4 answers written as \`::ffff:10.…\`), without request ids (requests
  at -05:00, responses in epoch milliseconds, the evening's not in the order of time), and AWS Route 53 Resolver query logs in whole seconds.
- \`requests-overlap.csv\` is a second export of 15:30 to 16:30; one delivery of the AWS logs repeats the end of another; the last one ends in mid-record.
- Locker Control and the Driver App Backend are known by their address only. The Time Signal has IPv6 addresses only.
- Torn lines in the logs without request ids, and in the responses with them. Health times are at -05:00.

## What to try

1. Open the folder \`evidence\`, and look up an address in the search: whose was it at 14:00, whose at 18:00?
2. Compare the windows 12:00 to 16:00 and 16:00 to 20:00 on the map: the Parcel Desk's dependency on Border Clearing is new.
3. Select Yard Console → Archive Service: the contested lookups stand beside the certain ones.
4. Trace from the Parcel Desk.
`;
}

function moved(fleet: Fleet): number {
  const owners = new Map<string, Set<string>>();
  for (const { ip4, ip6, owner } of fleet.instances) {
    const ip = ip4 ?? ip6 ?? '';
    if (owner.kind === 'service') owners.set(ip, (owners.get(ip) ?? new Set()).add(owner.service));
  }
  return [...owners.values()].filter(({ size }) => size > 1).length;
}
