import type { Truth } from '../generator/incident.ts';
import { filesAsMarkdown, lookupsAsMarkdown, nameOf, onsetsAsMarkdown } from '../generator/story.ts';

/** What happened in the loop and the blind spot, for people. */
export function story(truth: Truth): string {
  const names = (ids: readonly string[] = []): string => ids.map((id) => nameOf(truth, id)).join(' → ');
  return `# Cycle and blind spot

Tuesday 19 May 2026. At 08:43 the **Booking Desk** can no longer complete bookings. Everything runs on VMs; all files are
NDJSON. The evidence covers 06:00 to 10:00 UTC.

## The truth

The replicas of the Tariff Store lost their leader at 08:40:10. The Fare Rules Cache reads from it, the Pricing Service asks the cache,
and the Itinerary Service and the Pricing Service ask each other: a **loop** on the failing path. The **Tariff Store** is the origin.

Failing path: ${names(truth.expected?.path)}.

First failing samples, each known to within 60 seconds:

${onsetsAsMarkdown(truth)}

The Fare Rules Cache has **no health data**: it stands on the path because the services on both sides failed, and because lookups
of its name failed too. It is marked as inferred.

Restart order: Tariff Store; Fare Rules Cache (inferred); Itinerary Service and Pricing Service, which need each other, so that one of
their two dependencies must be done without at first (the lookups of the Itinerary Service by the Pricing Service are by far the fewer); Booking Desk.

Not the origin:
- **Loyalty Ledger** has been in error since 06:12, with the highest severity of all, and still is when the evidence ends. It is older than the
  incident and unrelated: the Partner Portal, which depends on it as well, is healthy throughout.
- **Revenue Reports** fails because the Tariff Store does; the Booking Desk does not depend on it.

## What is odd in the files

${filesAsMarkdown(truth.sources)}

- ${lookupsAsMarkdown(truth)}
- About two lookups in a hundred lack their request or their response; a few of those records were torn and stand in the files as broken lines.
- The desk's logs have times in epoch milliseconds; its responses write names with a trailing dot. The inner responses write names in mixed case, and end in mid-record.
- VMs were replaced, and some addresses passed to another service.

## What to try

1. Open the folder \`evidence\`, and trace from the Booking Desk. Which rival ranks above the others, and what speaks against the Loyalty Ledger?
2. Look at the Fare Rules Cache on the path: dashed, because inferred.
3. Plan: which dependency of the loop does the plan propose to do without, and why?
4. Narrow the window to 06:00 to 08:30: only the older alarm is left, and the Booking Desk does not fail.
`;
}
