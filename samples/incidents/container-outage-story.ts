import type { Truth } from '../generator/incident.ts';
import { filesAsMarkdown, heatmapAsMarkdown, lookupsAsMarkdown, nameOf, onsetsAsMarkdown } from '../generator/story.ts';

/** What happened in the container outage, for people. */
export function story(truth: Truth): string {
  const order = truth.expected?.waves.flat().map((id) => nameOf(truth, id)).join(', ');
  const edge = truth.dependencies.find(({ client, server }) => client === 'svc-service-d' && server === 'svc-service-g');
  return `# Container outage

Wednesday 4 March 2026. At 14:07 the **Order Intake Portal** begins to refuse orders. Everything runs in containers; the
DNS logs name them by container id. The evidence covers 09:00 to 15:00 UTC.

## The truth

Service G stopped answering at about 14:04:30. Service D, which needs it, failed next, then the Container Management Service,
which needs Service D, then the portal. Service G depends on nothing: it is the **origin**.

Failing path: Order Intake Portal → Container Management Service → Service D → Service G.

Health is sampled every 60 seconds, so each onset is known to within a minute. First failing samples:

${onsetsAsMarkdown(truth)}

Restart order: **${order}**. By 14:34 all is well again.

Not the origin:
- **Batch Settlement** has raised a latency alarm all day, since the evidence begins. The portal does not depend on it.
- **Storefront Gateway** fails because the portal does; it is above the portal, not below.
- **Service C** was slow from 11:20 to 11:23, hours before.

Service B and Service E have no health data at all.

## Where it ran

${heatmapAsMarkdown(truth)}

\`residency-us.yaml\` asks that everything the portal reaches stays in the US: Directory Service answers from EuropeNorth and
EuropeWest do not, directly and by way of the Master Data Management Service.

## What is odd in the files

${filesAsMarkdown(truth.sources)}

- ${lookupsAsMarkdown(truth)}
- Service D asked for Service G's name ${edge?.failures} times without success, nearly all between 14:04:30 and 14:26.
- \`core-requests-2.csv\` has its times at +02:00 and torn lines; \`core-responses-2.csv\` has torn lines and ends in mid-record.
- \`core-requests-overlap.csv\` is a second export of 12:50 to 13:10, in UTC, with a blank line at its end.
- The edge resolver writes names in mixed case, its requests with a trailing dot. \`core-responses-1.csv.gz\` is not in the order of time.
- Containers were replaced during the day, and addresses passed from one service to another.
- Four containers that ask are in no inventory. Some services also have IPv6 addresses; some names lead outside; many do not exist.
- Declared, but never seen: Diagnostics Service → Profiler Service. Seen, but never declared: Service E → Service I and
  Master Data Management Service → Directory Service.

## What to try

1. Open the folder \`evidence\`. Read the completeness line: every record is accounted for.
2. Trace from the Order Intake Portal. Ask why the dependency of Service D on Service G is there, and step through its failed lookups.
3. Plan: restart what failed, and compare the order with the one above.
4. Regions: add \`residency-us.yaml\` and look at Directory Service.
5. Drag the brush over 09:00 to 14:00, then over the outage, and compare.
`;
}
